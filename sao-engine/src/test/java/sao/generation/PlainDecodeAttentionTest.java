package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.AttentionRule;
import sao.architecture.Family;
import sao.architecture.ModelConfig;
import sao.architecture.TinyModel;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;

/// The decoding attention of the processor and the one of libtorch's operators say the same and leave the
/// same behind, with windows, soft caps and rows of padding.
class PlainDecodeAttentionTest {
    private static final int PADDING = 2;

    private static Tensor random(SplittableRandom random, long... shape) {
        float[] values = new float[(int) (shape[0] * shape[1] * shape[2])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-2, 2);
        }
        return Tensors.floats(values, shape);
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "MISTRAL", "GEMMA2"})
    void bothAgree(Family family) {
        bothAgree(family, ScalarType.Float);
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "MISTRAL", "GEMMA2"})
    void bothAgreeOnCachesInBfloat16(Family family) {
        bothAgree(family, ScalarType.BFloat16);
    }

    private static void bothAgree(Family family, ScalarType type) {
        ModelConfig config = TinyModel.config(family, true);
        SplittableRandom random = new SplittableRandom(61);
        try (var _ = new InferenceMode();
                var _ = TensorScope.open();
                RowWorkers workers = new RowWorkers(2)) {
            List<KeyValueCache> first = new ArrayList<>();
            List<KeyValueCache> second = new ArrayList<>();
            for (int length : new int[] {0, 1, 4, 17, 63}) {
                KeyValueCache cache = new KeyValueCache(config, type, length + 1);
                for (int layer = 0; layer < config.layers(); layer++) {
                    for (boolean values : new boolean[] {false, true}) {
                        Tensor all = cache.view(layer, values);
                        all.copy_(random(random, all.size(0), all.size(1), all.size(2)));
                    }
                }
                cache.advance(length);
                first.add(cache);
                second.add(cache.copy(length, length + 1));
            }
            for (int layer = 0; layer < config.layers(); layer++) {
                AttentionRule rule = config.attentionRule(layer);
                int rows = first.size() + PADDING;
                Tensor query = random(random, rows, config.heads(), config.headWidth());
                Tensor key = random(random, rows, config.keyValueHeads(), config.headWidth());
                Tensor value = random(random, rows, config.keyValueHeads(), config.headWidth());
                float[] fast =
                        Tensors.toFloats(new DecodeAttention(config, first, workers).attend(rule, query, key, value));
                float[] plain =
                        Tensors.toFloats(new PlainDecodeAttention(config, second).attend(rule, query, key, value));
                assertThat(fast).hasSameSizeAs(plain);
                for (int i = 0; i < fast.length; i++) {
                    assertThat(fast[i]).isCloseTo(plain[i], within(2e-5f));
                }
                for (int i = 0; i < first.size(); i++) {
                    int place = first.get(i).length();
                    for (boolean values : new boolean[] {false, true}) {
                        assertThat(Tensors.toFloats(
                                        second.get(i).view(layer, values).select(1, place)))
                                .isEqualTo(Tensors.toFloats(
                                        first.get(i).view(layer, values).select(1, place)));
                    }
                }
            }
            first.forEach(KeyValueCache::close);
            second.forEach(KeyValueCache::close);
        }
    }
}
