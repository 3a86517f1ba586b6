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
import sao.architecture.Attention;
import sao.architecture.AttentionRule;
import sao.architecture.Family;
import sao.architecture.ModelConfig;
import sao.architecture.TinyModel;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;

/// The decoding attention of the processor, the plain one of libtorch's operators and the batched one say the
/// same and leave the same behind, with windows, soft caps and rows of padding.
class PlainDecodeAttentionTest {
    private static final int PADDING = 2;

    private static Tensor random(SplittableRandom random, long... shape) {
        float[] values = new float[(int) (shape[0] * shape[1] * shape[2])];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-2, 2);
        }
        return Tensors.floats(values, shape);
    }

    /// {@return caches filled at random}
    private static List<KeyValueCache> caches(
            ModelConfig config, ScalarType type, SplittableRandom random, int... lengths) {
        List<KeyValueCache> caches = new ArrayList<>();
        for (int length : lengths) {
            KeyValueCache cache = new KeyValueCache(config, type, length + 1);
            for (int layer = 0; layer < config.layers(); layer++) {
                for (boolean values : new boolean[] {false, true}) {
                    Tensor all = cache.view(layer, values);
                    all.copy_(random(random, all.size(0), all.size(1), all.size(2)));
                }
            }
            cache.advance(length);
            caches.add(cache);
        }
        return caches;
    }

    private static List<KeyValueCache> copies(List<KeyValueCache> caches) {
        return caches.stream()
                .map(cache -> cache.copy(cache.length(), cache.length() + 1))
                .toList();
    }

    /// {@return the keys and values that were written for the new tokens}
    private static List<float[]> written(List<KeyValueCache> caches) {
        return caches.stream()
                .map(cache -> Tensors.toFloats(cache.places(cache.length(), 1)))
                .toList();
    }

    private static void close(List<KeyValueCache> caches) {
        caches.forEach(KeyValueCache::close);
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "MISTRAL", "GEMMA2"})
    void allAgree(Family family) {
        allAgree(family, ScalarType.Float);
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "MISTRAL", "GEMMA2"})
    void allAgreeOnCachesInBfloat16(Family family) {
        allAgree(family, ScalarType.BFloat16);
    }

    private static void allAgree(Family family, ScalarType type) {
        ModelConfig config = TinyModel.config(family, true);
        SplittableRandom random = new SplittableRandom(61);
        try (var _ = new InferenceMode();
                var _ = TensorScope.open();
                RowWorkers workers = new RowWorkers(2)) {
            List<KeyValueCache> first = caches(config, type, random, 0, 1, 4, 17, 63, 255, 256, 600);
            List<KeyValueCache> second = copies(first);
            List<KeyValueCache> third = copies(first);
            Attention own = new DecodeAttention(config, first, workers);
            Attention plain = new PlainDecodeAttention(config, second);
            Attention batched = new BatchedDecodeAttention(config, third);
            for (int layer = 0; layer < config.layers(); layer++) {
                AttentionRule rule = config.attentionRule(layer);
                int rows = first.size() + PADDING;
                Tensor query = random(random, rows, config.heads(), config.headWidth());
                Tensor key = random(random, rows, config.keyValueHeads(), config.headWidth());
                Tensor value = random(random, rows, config.keyValueHeads(), config.headWidth());
                float[] expected = Tensors.toFloats(plain.attend(rule, query, key, value));
                assertThat(Tensors.toFloats(own.attend(rule, query, key, value)))
                        .containsExactly(expected, within(2e-5f));
                assertThat(Tensors.toFloats(batched.attend(rule, query, key, value)))
                        .containsExactly(expected, within(2e-5f));
            }
            for (int i = 0; i < first.size(); i++) {
                float[] expected = written(first).get(i);
                assertThat(written(second).get(i)).isEqualTo(expected);
                assertThat(written(third).get(i)).isEqualTo(expected);
            }
            close(first);
            close(second);
            close(third);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "MISTRAL", "GEMMA2"})
    void longerNeighboursChangeNoBitOfTheBatch(Family family) {
        ModelConfig config = TinyModel.config(family, true);
        SplittableRandom random = new SplittableRandom(67);
        try (var _ = new InferenceMode();
                var _ = TensorScope.open()) {
            List<KeyValueCache> all = caches(config, ScalarType.Float, random, 300, 2, 900, 40, 255);
            Attention together = new BatchedDecodeAttention(config, all);
            List<KeyValueCache> copies = copies(all);
            List<Attention> alone = copies.stream()
                    .<Attention>map(cache -> new BatchedDecodeAttention(config, List.of(cache)))
                    .toList();
            for (int layer = 0; layer < config.layers(); layer++) {
                AttentionRule rule = config.attentionRule(layer);
                Tensor query = random(random, all.size(), config.heads(), config.headWidth());
                Tensor key = random(random, all.size(), config.keyValueHeads(), config.headWidth());
                Tensor value = random(random, all.size(), config.keyValueHeads(), config.headWidth());
                Tensor mixed = together.attend(rule, query, key, value);
                for (int row = 0; row < all.size(); row++) {
                    Tensor own = alone.get(row)
                            .attend(rule, query.narrow(0, row, 1), key.narrow(0, row, 1), value.narrow(0, row, 1));
                    assertThat(Tensors.toFloats(own))
                            .as("layer %d, row %d", layer, row)
                            .isEqualTo(Tensors.toFloats(mixed.narrow(0, row, 1)));
                }
            }
            close(all);
            close(copies);
        }
    }
}
