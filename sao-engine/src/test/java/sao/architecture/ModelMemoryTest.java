package sao.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.config.Family;
import sao.torch.TensorScope;

/// Native objects that are left of models that were opened and closed.
class ModelMemoryTest {
    private static final int TIMES = 20;

    /// The collector may free objects of other tests at any time, so only an upper bound holds.
    @ParameterizedTest
    @EnumSource(Family.class)
    void aClosedModelLeavesNoNativeObject(Family family) {
        TinyModel tiny = TinyModel.of(TinyModel.config(family, true), 5);
        openAndClose(tiny); // the first model also loads classes with constants
        long before = Pointer.totalCount();
        for (int i = 0; i < TIMES; i++) {
            openAndClose(tiny);
        }
        assertThat(Pointer.totalCount() - before).isLessThan(TIMES);
    }

    private static void openAndClose(TinyModel tiny) {
        try (var _ = TensorScope.open();
                var model = CausalLanguageModel.load(tiny.config(), tiny, Precision.FLOAT32)) {
            assertThat(model.config()).isEqualTo(tiny.config());
        }
    }
}
