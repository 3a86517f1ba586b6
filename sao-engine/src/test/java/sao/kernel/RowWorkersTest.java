package sao.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sao.torch.TensorScope;

class RowWorkersTest {
    /// A conversation longer than the first room once wrote its scores to freed memory.
    @Test
    void roomThatGrewOutlivesTheScopeItGrewIn() {
        try (RowWorkers.Scratch scratch = new RowWorkers.Scratch()) {
            try (var _ = TensorScope.open()) {
                scratch.require(100_000);
            }
            assertThat(scratch.pointer().isNull()).isFalse();
            scratch.pointer().put(99_999, 1);
            assertThat(scratch.array()).hasSizeGreaterThanOrEqualTo(100_000);
        }
    }
}
