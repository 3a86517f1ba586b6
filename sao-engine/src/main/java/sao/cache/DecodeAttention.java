package sao.cache;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.config.AttentionRule;
import sao.config.ModelConfig;
import sao.kernel.Exponentials;
import sao.kernel.RowWorkers;

/// Attention of one new token in each of several sequences, each over its own cache.
///
/// Each row is computed separately over exactly its own positions, with matrix-vector products: its result
/// does not depend on other rows, and there is no padding.
///
/// @implNote Caches in bfloat16 take half the memory; what a row sees of one layer is widened to float32, which
///     is exact, just before it is multiplied, and is read from the processor's cache then.
final class DecodeAttention implements Attention {
    private final ModelConfig config;
    private final List<ContiguousCache> caches;
    private final RowWorkers workers;

    /// @param caches one for each of the first rows, at least one; rows beyond are padding
    /// @param workers share the rows among threads
    DecodeAttention(ModelConfig config, List<ContiguousCache> caches, RowWorkers workers) {
        this.config = config;
        this.caches = caches;
        this.workers = workers;
    }

    @Override
    public Tensor attend(AttentionRule rule, Tensor query, Tensor key, Tensor value) {
        ScalarType kept = caches.getFirst().elementType();
        Tensor queries = query.to(ScalarType.Float).contiguous();
        Tensor keys = key.to(kept).contiguous();
        Tensor values = value.to(kept).contiguous();
        Tensor mixed = torch.zeros(query.size(0), (long) config.heads() * config.headWidth());
        workers.forEach(caches.size(), scratch -> new Rows(rule, scratch, new Operands(queries, keys, values, mixed)));
        return mixed.to(query.scalar_type());
    }

    /// The keys and values of one layer, with pointers that belong to one thread: a pointer's position is
    /// mutable state.
    private static final class Operands {
        private final FloatPointer queries;
        private final BytePointer keys;
        private final BytePointer values;
        private final FloatPointer mixed;
        private final long elementSize;

        Operands(Tensor queries, Tensor keys, Tensor values, Tensor mixed) {
            this.queries = queries.data_ptr_float();
            this.keys = new BytePointer(keys.data_ptr());
            this.values = new BytePointer(values.data_ptr());
            this.mixed = mixed.data_ptr_float();
            this.elementSize = keys.element_size();
        }
    }

    /// The positions of a cache that a token attends to.
    ///
    /// @param first first position
    /// @param count number of positions
    private record Span(int first, int count) {}

    /// Keys and values of one layer in float32.
    ///
    /// @param numbers memory of the keys and values
    /// @param keys index of the keys of the first head, at the first position attended to
    /// @param values index of the values of the first head, at the first position attended to
    /// @param head distance between two heads, in values
    private record Layer(FloatPointer numbers, long keys, long values, long head) {}

    /// The computation of one thread for its rows.
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
            ContiguousCache cache = caches.get(row);
            int first = rule.first(cache.length());
            Span span = new Span(first, cache.length() + 1 - first);
            int seen = span.count();
            int heads = config.heads();
            store(row, cache);
            Layer layer = layer(cache, span);
            scratch.require(heads * seen);
            for (int head = 0; head < heads; head++) {
                scores(row, head, span, layer);
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
                mix(row, head, span, layer, 1 / sums[head]);
            }
        }

        private void store(int row, ContiguousCache cache) {
            long bytes = config.headWidth() * operands.elementSize;
            for (int head = 0; head < config.keyValueHeads(); head++) {
                long from = ((long) row * config.keyValueHeads() + head) * bytes;
                long to = cache.length() * bytes;
                copy(operands.keys.position(from), cache, cache.offset(rule.layer(), false, head), to, bytes);
                copy(operands.values.position(from), cache, cache.offset(rule.layer(), true, head), to, bytes);
            }
        }

        private void copy(BytePointer from, ContiguousCache cache, long head, long to, long bytes) {
            Pointer.memcpy(cache.bytes().position(head * operands.elementSize + to), from, bytes);
        }

        private Layer layer(ContiguousCache cache, Span span) {
            int width = config.headWidth();
            if (cache.elementType() == ScalarType.Float) {
                long head = (long) cache.capacity() * width;
                long seen = (long) span.first() * width;
                FloatPointer numbers = new FloatPointer(cache.bytes().position(0));
                return new Layer(
                        numbers,
                        cache.offset(rule.layer(), false, 0) + seen,
                        cache.offset(rule.layer(), true, 0) + seen,
                        head);
            }
            int start = span.first() / KeyValueCache.STEP * KeyValueCache.STEP;
            int end = Math.ceilDiv(span.first() + span.count(), KeyValueCache.STEP) * KeyValueCache.STEP;
            FloatPointer numbers = scratch.wide(cache.span(rule.layer(), start, end - start));
            long head = (long) (end - start) * width;
            long seen = (long) (span.first() - start) * width;
            return new Layer(numbers, seen, config.keyValueHeads() * head + seen, head);
        }

        private void scores(int row, int head, Span span, Layer layer) {
            int width = config.headWidth();
            cblas_sgemv(
                    CblasRowMajor,
                    CblasNoTrans,
                    span.count(),
                    width,
                    (float) rule.scale(),
                    layer.numbers().position(layer.keys() + shared(head) * layer.head()),
                    width,
                    operands.queries.position(((long) row * config.heads() + head) * width),
                    1,
                    0,
                    scratch.pointer().position((long) head * span.count()),
                    1);
        }

        private void mix(int row, int head, Span span, Layer layer, float factor) {
            int width = config.headWidth();
            cblas_sgemv(
                    CblasRowMajor,
                    CblasTrans,
                    span.count(),
                    width,
                    factor,
                    layer.numbers().position(layer.values() + shared(head) * layer.head()),
                    width,
                    scratch.pointer().position((long) head * span.count()),
                    1,
                    0,
                    operands.mixed.position(((long) row * config.heads() + head) * width),
                    1);
        }

        /// {@return the head of keys and values that a head of queries shares}
        private long shared(int head) {
            return head / (config.heads() / config.keyValueHeads());
        }
    }
}
