package sao.generation;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_scopy;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.AttentionRule;
import sao.architecture.ModelConfig;

/// Attention of one new token in each of several sequences, each over its own cache.
///
/// Every row is computed by itself, over exactly its own positions, with matrix-vector products: what a row
/// gets cannot depend on its neighbours, and nothing is padded.
final class DecodeAttention implements Attention {
    private final ModelConfig config;
    private final List<KeyValueCache> caches;
    private final RowWorkers workers;

    /// @param caches one for each of the first rows; rows beyond are padding
    /// @param workers share the rows among threads
    DecodeAttention(ModelConfig config, List<KeyValueCache> caches, RowWorkers workers) {
        this.config = config;
        this.caches = caches;
        this.workers = workers;
    }

    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        Tensor queries = query.to(ScalarType.Float).contiguous();
        Tensor keys = key.to(ScalarType.Float).contiguous();
        Tensor values = value.to(ScalarType.Float).contiguous();
        Tensor mixed = torch.zeros(query.size(0), (long) config.heads() * config.headWidth());
        workers.forEach(caches.size(), scratch -> new Rows(rule, scratch, new Operands(queries, keys, values, mixed)));
        return mixed.to(query.scalar_type());
    }

    /// The numbers of one layer, under pointers of one thread's own: a pointer's position is state.
    private static final class Operands {
        private final FloatPointer queries;
        private final FloatPointer keys;
        private final FloatPointer values;
        private final FloatPointer mixed;

        Operands(Tensor queries, Tensor keys, Tensor values, Tensor mixed) {
            this.queries = queries.data_ptr_float();
            this.keys = keys.data_ptr_float();
            this.values = values.data_ptr_float();
            this.mixed = mixed.data_ptr_float();
        }
    }

    /// The places of a cache that a token sees.
    ///
    /// @param first of them
    /// @param count how many
    private record Span(int first, int count) {}

    /// What one thread does for the rows it takes.
    private final class Rows implements RowWorkers.RowTask {
        private final AttentionRule rule;
        private final RowWorkers.Scratch scratch;
        private final Operands operands;

        Rows(AttentionRule rule, RowWorkers.Scratch scratch, Operands operands) {
            this.rule = rule;
            this.scratch = scratch;
            this.operands = operands;
        }

        @Override
        public void run(int row) {
            KeyValueCache cache = caches.get(row);
            int first = rule.first(cache.length());
            Span span = new Span(first, cache.length() + 1 - first);
            int seen = span.count();
            int heads = config.heads();
            store(row, cache);
            scratch.require(heads * seen);
            for (int head = 0; head < heads; head++) {
                scores(row, head, span, cache);
            }
            float[] weights = scratch.array();
            scratch.pointer().position(0).get(weights, 0, heads * seen);
            rule.softCap().ifPresent(cap -> Exponentials.softCap(weights, heads * seen, (float) cap));
            float[] sums = scratch.sums(heads);
            for (int head = 0; head < heads; head++) {
                sums[head] = Exponentials.inPlace(weights, head * seen, seen);
            }
            scratch.pointer().position(0).put(weights, 0, heads * seen);
            for (int head = 0; head < heads; head++) {
                mix(row, head, span, cache, 1 / sums[head]);
            }
        }

        private void store(int row, KeyValueCache cache) {
            int width = config.headWidth();
            for (int head = 0; head < config.keyValueHeads(); head++) {
                long from = ((long) row * config.keyValueHeads() + head) * width;
                long to = (long) cache.length() * width;
                FloatPointer numbers = cache.numbers();
                cblas_scopy(
                        width,
                        operands.keys.position(from),
                        1,
                        numbers.position(cache.offset(rule.layer(), false, head) + to),
                        1);
                cblas_scopy(
                        width,
                        operands.values.position(from),
                        1,
                        numbers.position(cache.offset(rule.layer(), true, head) + to),
                        1);
            }
        }

        private void scores(int row, int head, Span span, KeyValueCache cache) {
            int width = config.headWidth();
            cblas_sgemv(
                    CblasRowMajor,
                    CblasNoTrans,
                    span.count(),
                    width,
                    (float) rule.scale(),
                    cache.numbers().position(start(cache, false, head, span)),
                    width,
                    operands.queries.position(((long) row * config.heads() + head) * width),
                    1,
                    0,
                    scratch.pointer().position((long) head * span.count()),
                    1);
        }

        private void mix(int row, int head, Span span, KeyValueCache cache, float factor) {
            int width = config.headWidth();
            cblas_sgemv(
                    CblasRowMajor,
                    CblasTrans,
                    span.count(),
                    width,
                    factor,
                    cache.numbers().position(start(cache, true, head, span)),
                    width,
                    scratch.pointer().position((long) head * span.count()),
                    1,
                    0,
                    operands.mixed.position(((long) row * config.heads() + head) * width),
                    1);
        }

        private long start(KeyValueCache cache, boolean values, int head, Span span) {
            int shared = head / (config.heads() / config.keyValueHeads());
            return cache.offset(rule.layer(), values, shared) + (long) span.first() * config.headWidth();
        }
    }
}
