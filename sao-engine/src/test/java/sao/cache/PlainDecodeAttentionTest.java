package sao.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Attention;
import sao.architecture.TinyModel;
import sao.config.AttentionRule;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.kernel.RowWorkers;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// The decoding attention of the processor, the plain one of libtorch's operators and the one in blocks say the
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
    private static List<ContiguousCache> caches(
            ModelConfig config, ScalarType type, SplittableRandom random, int... lengths) {
        List<ContiguousCache> caches = new ArrayList<>();
        for (int length : lengths) {
            ContiguousCache cache = new ContiguousCache(config, type, length + 1, new HeldPositions());
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

    private static List<ContiguousCache> copies(List<ContiguousCache> caches) {
        return caches.stream()
                .map(cache -> cache.copy(cache.length(), cache.length() + 1))
                .toList();
    }

    /// {@return the keys and values that were written for the new tokens}
    private static List<float[]> written(ModelConfig config, List<ContiguousCache> caches) {
        return caches.stream()
                .map(cache -> {
                    TensorVector layers = new TensorVector();
                    for (int layer = 0; layer < config.layers(); layer++) {
                        layers.push_back(cache.span(layer, cache.length(), 1));
                    }
                    return Tensors.toFloats(torch.stack(layers, 0));
                })
                .toList();
    }

    /// {@return the same keys and values in blocks}
    private static List<PagedAttention.Span> paged(BlockPool pool, List<ContiguousCache> caches) {
        return caches.stream().map(cache -> paged(pool, cache)).toList();
    }

    private static PagedAttention.Span paged(BlockPool pool, ContiguousCache cache) {
        PagedCache paged = new PagedCache(pool, cache.length() + 1);
        for (int start = 0; start < cache.length(); start += BlockPool.PLACES) {
            int count = Math.min(BlockPool.PLACES, cache.length() - start);
            int block = paged.block(start / BlockPool.PLACES);
            for (int layer = 0; layer < pool.layers(); layer++) {
                BlockPool.Layer own = pool.layer(layer);
                Tensor both = cache.span(layer, start, count);
                own.keys().select(0, block).narrow(1, 0, count).copy_(both.select(0, 0));
                own.values().select(0, block).narrow(1, 0, count).copy_(both.select(0, 1));
            }
        }
        paged.advance(cache.length());
        return new PagedAttention.Span(paged, 1);
    }

    /// {@return the keys and values that were written for the new token of a sequence}
    private static float[] written(BlockPool pool, PagedCache cache) {
        TensorVector both = new TensorVector();
        for (int layer = 0; layer < pool.layers(); layer++) {
            BlockPool.Layer own = pool.layer(layer);
            int block = cache.block(cache.length() / BlockPool.PLACES);
            long place = cache.length() % BlockPool.PLACES;
            both.push_back(own.keys().select(0, block).narrow(1, place, 1));
            both.push_back(own.values().select(0, block).narrow(1, place, 1));
        }
        return Tensors.toFloats(torch.stack(both, 0));
    }

    /// {@return the rows in their order, but that one first}
    private static Tensor rolled(Tensor rows, long first) {
        long count = rows.size(0);
        return torch.cat(new TensorVector(rows.narrow(0, first, count - first), rows.narrow(0, 0, first)), 0);
    }

    private static void close(List<ContiguousCache> caches) {
        caches.forEach(ContiguousCache::close);
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
                RowWorkers workers = new RowWorkers(2);
                BlockPool pool = new BlockPool(config, type, 3)) {
            List<ContiguousCache> first = caches(config, type, random, 0, 1, 4, 17, 63, 255, 256, 600);
            List<ContiguousCache> second = copies(first);
            List<PagedAttention.Span> third = paged(pool, first);
            Attention own = new DecodeAttention(config, first, workers);
            Attention plain = new PlainDecodeAttention(config, second);
            Attention paged = new PagedAttention(config, pool, third, first.size() + PADDING, 1);
            float tolerance = type == ScalarType.Float ? 2e-5f : 4e-2f; // products in the element type of the blocks
            for (int layer = 0; layer < config.layers(); layer++) {
                AttentionRule rule = config.attentionRule(layer);
                int rows = first.size() + PADDING;
                Tensor query = random(random, rows, config.heads(), config.headWidth());
                Tensor key = random(random, rows, config.keyValueHeads(), config.headWidth());
                Tensor value = random(random, rows, config.keyValueHeads(), config.headWidth());
                float[] expected = Tensors.toFloats(plain.attend(rule, query, key, value));
                assertThat(Tensors.toFloats(own.attend(rule, query, key, value)))
                        .containsExactly(expected, within(2e-5f));
                Tensor all = paged.attend(rule, query, key, value);
                assertThat(Tensors.toFloats(all.narrow(0, 0, first.size())))
                        .containsExactly(
                                Arrays.copyOf(expected, Math.toIntExact(all.size(1)) * first.size()),
                                within(tolerance));
            }
            for (int i = 0; i < first.size(); i++) {
                float[] expected = written(config, first).get(i);
                assertThat(written(config, second).get(i)).isEqualTo(expected);
                assertThat(written(pool, third.get(i).cache())).isEqualTo(expected);
            }
            close(first);
            close(second);
            third.forEach(span -> span.cache().close());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "MISTRAL", "GEMMA2"})
    void longerNeighboursChangeNoBit(Family family) {
        ModelConfig config = TinyModel.config(family, true);
        SplittableRandom random = new SplittableRandom(67);
        try (var _ = new InferenceMode();
                var _ = TensorScope.open();
                BlockPool pool = new BlockPool(config, ScalarType.Float, 40)) {
            List<ContiguousCache> all = caches(config, ScalarType.Float, random, 300, 2, 900, 40, 255);
            Attention together = new PagedAttention(config, pool, paged(pool, all), all.size(), 1);
            List<Attention> alone = all.stream()
                    .<Attention>map(
                            cache -> new PagedAttention(config, pool, List.of(paged(pool, cache)), all.size(), 1))
                    .toList();
            for (int layer = 0; layer < config.layers(); layer++) {
                AttentionRule rule = config.attentionRule(layer);
                Tensor query = random(random, all.size(), config.heads(), config.headWidth());
                Tensor key = random(random, all.size(), config.keyValueHeads(), config.headWidth());
                Tensor value = random(random, all.size(), config.keyValueHeads(), config.headWidth());
                Tensor mixed = together.attend(rule, query, key, value);
                for (int row = 0; row < all.size(); row++) {
                    Tensor own = alone.get(row)
                            .attend(rule, rolled(query, row), rolled(key, row), rolled(value, row))
                            .narrow(0, 0, 1);
                    assertThat(Tensors.toFloats(own))
                            .as("layer %d, row %d", layer, row)
                            .isEqualTo(Tensors.toFloats(mixed.narrow(0, row, 1)));
                }
            }
            close(all);
        }
    }
}
