package sao.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import sao.error.SaoException;
import sao.tensor.Tensors;

class TensorScopeTest {
    @Test
    void aTensorEndsWithItsScope() {
        Tensor tensor;
        try (var _ = TensorScope.open()) {
            tensor = Tensors.floats(new float[] {1, 2}, 2);
            assertThat(tensor.isNull()).isFalse();
        }
        assertThat(tensor.isNull()).isTrue();
    }

    @Test
    void aReturnedTensorLivesInTheOuterScope() {
        Tensor returned;
        try (var _ = TensorScope.open()) {
            returned = TensorScope.returning(() -> Tensors.floats(new float[] {1, 2}, 2));
            assertThat(Tensors.toFloats(returned)).containsExactly(1, 2);
        }
        assertThat(returned.isNull()).isTrue();
    }

    @Test
    void aKeptTensorLivesUntilItIsClosed() {
        Tensor kept;
        try (var _ = TensorScope.open()) {
            kept = TensorScope.keep(Tensors.floats(new float[] {3}, 1));
        }
        assertThat(Tensors.toFloats(kept)).containsExactly(3);
        kept.close();
        assertThat(kept.isNull()).isTrue();
    }

    @Test
    void nothingIsReturnedIntoNoScope() {
        assertThatThrownBy(() -> TensorScope.returning(() -> Tensors.longs(1)))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("would outlive every scope");
    }

    @Test
    void virtualThreadsAreRefused() throws InterruptedException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            try (var _ = TensorScope.open()) {
                return null;
            }
        });
        Thread.ofVirtual().start(task).join();
        assertThatThrownBy(task::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("virtual thread");
    }
}
