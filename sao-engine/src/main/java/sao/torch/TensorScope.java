package sao.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import sao.error.SaoException;

/// The lifetime of native tensors on one thread.
///
/// Every tensor created while a scope is open is freed when the scope closes. [#returning] moves a result to
/// the enclosing scope; [#keep] moves it to an owner that closes it.
public final class TensorScope implements AutoCloseable {
    static {
        NativeLibrary.start();
    }

    private final PointerScope pointers;

    private TensorScope(PointerScope pointers) {
        this.pointers = pointers;
    }

    /// {@return a new scope of this thread, inside the currently open one}
    ///
    /// @throws SaoException on a virtual thread
    public static TensorScope open() {
        if (Thread.currentThread().isVirtual()) {
            throw new SaoException(
                    "A TensorScope was opened on a virtual thread; libtorch's modes belong to its carrier and would"
                            + " change unseen.",
                    "Submit the work to the model's EngineThread and wait for its future.");
        }
        return new TensorScope(new PointerScope());
    }

    /// Runs `body` in a scope of its own and hands its result to the scope around the caller.
    ///
    /// @return the result, in the caller's scope
    /// @throws SaoException if no scope is open around the caller: the result would leak
    public static Tensor returning(Supplier<Tensor> body) {
        PointerScope outer = PointerScope.getInnerScope();
        if (outer == null) {
            throw new SaoException(
                    "A tensor would outlive every scope of thread %s."
                            .formatted(Thread.currentThread().getName()),
                    "Open one around this call: try (var _ = TensorScope.open()) { ... }");
        }
        Tensor result;
        try (PointerScope _ = new PointerScope()) {
            result = body.get();
            result.retainReference(); // the inner scope's close() would free it otherwise
        }
        outer.attach(result);
        result.releaseReference();
        return result;
    }

    /// Removes a tensor or another native object from the open scope. The caller owns it from then on and
    /// closes it.
    ///
    /// @param <P> the kind of object
    /// @return `pointer` itself
    public static <P extends Pointer> P keep(P pointer) {
        PointerScope scope = PointerScope.getInnerScope();
        pointer.retainReference();
        if (scope != null) {
            scope.detach(pointer);
        }
        return pointer;
    }

    @Override
    public void close() {
        pointers.close();
    }
}
