package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.architecture.ModelConfig;
import sao.architecture.Precision;
import sao.architecture.WholeSequenceAttention;
import sao.domain.SaoException;
import sao.tensor.ComputeDevice;
import sao.tensor.EngineThread;
import sao.tensor.ShapesOnly;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;

/// No graphics card is needed to see that nothing is left on the processor: on the device without memory
/// an operation that mixes places fails, and every result says where it is.
class DeviceTest {
    private static String place(Tensor tensor) {
        return tensor.device().str().getString();
    }

    private static Tensor through(CausalLanguageModel model, Tensor stream, Attention attention) {
        Tensor state = stream;
        for (int layer = 0; layer < model.config().layers(); layer++) {
            state = model.layer(layer, state, Tensors.longs(0L, 1L, 2L), attention);
        }
        return model.normalize(state);
    }

    @Test
    void aModelOfAnotherDeviceIsComputedThereAlone() {
        ModelConfig config = TinyEngine.MODEL.config();
        try (EngineThread thread = new EngineThread("shapes", 1, ShapesOnly.device())) {
            List<String> places = thread.call(() -> {
                CausalLanguageModel model = CausalLanguageModel.load(config, TinyEngine.MODEL, Precision.BFLOAT16);
                try (var _ = new InferenceMode();
                        var _ = TensorScope.open();
                        KeyValueCache cache = new KeyValueCache(config, model.elementType(), 8)) {
                    // looking up embeddings is not built for this device; everything behind it is
                    Tensor stream = Tensors.zeros(model.elementType(), 3, config.width());
                    Tensor whole = through(model, stream, new WholeSequenceAttention());
                    Tensor step = through(model, stream, new PlainDecodeAttention(config, List.of(cache)));
                    Tensor scored = model.float32Logits(step);
                    assertThat(scored.size(1)).isEqualTo(config.vocabularySize());
                    return List.of(place(whole), place(step), place(model.logits(step)), place(scored));
                } finally {
                    model.close();
                }
            });
            assertThat(places).containsOnly("meta");
        }
        try (var _ = TensorScope.open()) {
            assertThat(place(Tensors.longs(1L))).as("of other threads").isEqualTo("cpu");
        }
    }

    @Test
    void aCardThatIsNotThereIsNamedWithTheRemedy() {
        assertThat(ComputeDevice.named("cpu").isProcessor()).isTrue();
        assertThatThrownBy(() -> ComputeDevice.named("gpu")).isInstanceOf(SaoException.class);
        Assumptions.assumeFalse(torch.hasCUDA(), "there is a graphics card here");
        assertThat(ComputeDevice.named("auto").isProcessor()).isTrue();
        assertThatThrownBy(() -> ComputeDevice.named("cuda:0"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("cuda:0")
                .hasMessageContaining("mvn -Pgpu package");
    }
}
