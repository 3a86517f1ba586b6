package sao.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.config.Family;
import sao.torch.TensorScope;

/// Native objects that are left of models that were opened and closed.
class ModelMemoryTest {
    private static final int TIMES = 20;

    /// The collector may free objects of earlier models at any time, so the median of many openings counts.
    @ParameterizedTest
    @EnumSource(Family.class)
    void aClosedModelLeavesNoNativeObject(Family family) {
        TinyModel tiny = TinyModel.of(TinyModel.config(family, true), 5);
        openAndClose(tiny); // the first model also loads classes with constants
        long[] left = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long before = Pointer.totalCount();
            openAndClose(tiny);
            left[i] = Pointer.totalCount() - before;
        }
        Arrays.sort(left);
        assertThat(left[TIMES / 2]).isZero();
    }

    private static void openAndClose(TinyModel tiny) {
        try (var _ = TensorScope.open();
                var model = CausalLanguageModel.load(tiny.config(), tiny, Precision.FLOAT32)) {
            assertThat(model.config()).isEqualTo(tiny.config());
        }
    }
}
