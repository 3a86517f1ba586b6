package sao.training;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/// Resources that one owner opens one after the other. Closes them in reverse order; an owner whose constructor
/// fails closes what it has opened by then.
final class OpenResources implements AutoCloseable {
    private final Deque<Runnable> closings = new ArrayDeque<>();

    /// {@return the resource, which is closed with this}
    ///
    /// @param <T> type of the resource
    /// @param close how it is closed
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
