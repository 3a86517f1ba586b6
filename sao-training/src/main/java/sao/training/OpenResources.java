package sao.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Resources that one owner opens in sequence. They are closed in reverse order; an owner whose constructor
/// fails closes the resources opened so far.
final class OpenResources implements AutoCloseable {
    private final Deque<Runnable> closings = new ArrayDeque<>();

    /// {@return the resource; it is closed together with this object}
    ///
    /// @param <T> type of the resource
    /// @param close closes the resource
    <T> T add(T resource, Consumer<T> close) {
        closings.push(() -> close.accept(resource));
        return resource;
    }

    @Override
    public void close() {
        while (!closings.isEmpty()) {
            closings.pop().run();
        }
    }
}
