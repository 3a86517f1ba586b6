package sao.generation;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.CausalLanguageModel;
import sao.cache.Caches;
import sao.cache.PassSizes;
import sao.cache.PrefillChunk;
import sao.config.OutputHead;
import sao.sampling.Sampler;
import sao.sampling.TokenRanking;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// A pass of the model over chunks of prompts, which draws first tokens and scores targets from the hidden states.
///
/// Engine thread only.
final class PrefillPass {
    private static final long[] LAST = {-1};

    private final CausalLanguageModel model;
    private final PassSizes sizes;
    private final Sampler sampler;
    private final Caches caches;

    /// @param caches of the tasks
    PrefillPass(CausalLanguageModel model, PassSizes sizes, Sampler sampler, Caches caches) {
        this.model = model;
        this.sizes = sizes;
        this.sampler = sampler;
        this.caches = caches;
    }

    /// A target and the row of the pass that holds its hidden state.
    private record Wanted(int row, PrefillTask.Target target) {}

    /// Reads the chunks into their caches, draws first tokens and scores targets. The caller advances the tasks.
    ///
    /// @param chunks at least one, in the order of their rows
    void run(List<ScheduledChunk> chunks) {
        try (var _ = TensorScope.open()) {
            PrefillChunk last = chunks.getLast().chunk();
            int rows = sizes.holding(last.offset() + last.rows());
            long[] ids = new long[rows];
            long[] positions = new long[rows];
            for (ScheduledChunk scheduled : chunks) {
                PrefillChunk chunk = scheduled.chunk();
                for (int i = 0; i < chunk.count(); i++) {
                    ids[chunk.offset() + i] = scheduled.task().token(scheduled.index(i));
                    positions[chunk.offset() + i] = (long) chunk.cache().length() + i;
                }
            }
            List<PrefillChunk> plain =
                    chunks.stream().map(ScheduledChunk::chunk).toList();
            Tensor embedded = Tensors.longs(ids);
            Tensor hidden = model.hidden(embedded, Tensors.longs(positions), caches.prefill(plain, rows));
            draw(hidden, chunks);
            score(hidden, chunks);
        }
    }

    private void draw(Tensor hidden, List<ScheduledChunk> chunks) {
        List<Integer> rows = new ArrayList<>();
        List<DecodingSequence> drawing = new ArrayList<>();
        List<Sampler.Draw> draws = new ArrayList<>();
        for (ScheduledChunk scheduled : chunks) {
            List<DecodingSequence> sequences =
                    scheduled.endsTask() ? scheduled.task().listener().sequences() : List.of();
            for (DecodingSequence sequence : sequences) {
                drawing.add(sequence);
                draws.add(new Sampler.Draw(sequence, rows.size()));
            }
            if (!sequences.isEmpty()) {
                rows.add(scheduled.chunk().offset() + scheduled.chunk().count() - 1);
            }
        }
        if (draws.isEmpty()) {
            return;
        }
        Sampler.Drawn[] drawn = sampler.draw(model.logits(gather(hidden, rows)), draws);
        for (int i = 0; i < drawn.length; i++) {
            drawing.get(i).owner().drawn(drawing.get(i), drawn[i]);
        }
    }

    private void score(Tensor hidden, List<ScheduledChunk> chunks) {
        List<Wanted> all = new ArrayList<>();
        for (ScheduledChunk scheduled : chunks) {
            for (int i = 0; i < scheduled.chunk().count(); i++) {
                int row = scheduled.chunk().offset() + i;
                scheduled
                        .task()
                        .listener()
                        .targets(scheduled.index(i))
                        .forEach(target -> all.add(new Wanted(row, target)));
            }
        }
        for (int start = 0; start < all.size(); start += sizes.largest()) {
            List<Wanted> some = all.subList(start, Math.min(all.size(), start + sizes.largest()));
            try (var _ = TensorScope.open()) {
                score(hidden, some, sizes.holding(some.size()));
            }
        }
    }

    private void score(Tensor hidden, List<Wanted> wanted, int rows) {
        Tensor logits = model.float32Logits(
                gather(hidden, wanted.stream().map(Wanted::row).toList()));
        if (model.config().head() == OutputHead.REWARD) {
            deliver(logits, wanted);
            return;
        }
        long[] tokens = new long[rows];
        for (int i = 0; i < wanted.size(); i++) {
            tokens[i] = wanted.get(i).target().token();
        }
        Tensor totals = logTotal(logits);
        Tensor chosen = logits.gather(1, Tensors.longs(tokens).unsqueeze(1)).sub(totals);
        deliver(chosen, wanted);
        observe(logits, totals, wanted);
    }

    /// @param values `[R, 1]` float32, at least as many rows as targets
    private static void deliver(Tensor values, List<Wanted> wanted) {
        float[] scores = Tensors.toFloats(values);
        for (int i = 0; i < wanted.size(); i++) {
            wanted.get(i).target().score().accept(scores[i]);
        }
    }

    private static void observe(Tensor logits, Tensor totals, List<Wanted> wanted) {
        if (wanted.stream().allMatch(one -> one.target().observation().isEmpty())) {
            return;
        }
        DoublePointer sums = Tensors.onHost(totals).contiguous().data_ptr_double();
        float[] row = new float[Math.toIntExact(logits.size(1))];
        for (int i = 0; i < wanted.size(); i++) {
            PrefillTask.Target target = wanted.get(i).target();
            if (target.observation().isPresent()) {
                fetch(logits, i, row);
                PrefillTask.Observation observation = target.observation().get();
                observation
                        .consumer()
                        .accept(TokenRanking.observe(row, sums.get(i), target.token(), observation.wanted()));
            }
        }
    }

    /// Copies one row of logits to the host.
    private static void fetch(Tensor logits, int row, float[] into) {
        try (var _ = TensorScope.open()) {
            Tensor own = Tensors.onHost(logits.select(0, row)).contiguous();
            own.data_ptr_float().get(into);
        }
    }

    /// {@return `[R, 1]` float64, the logarithm of the sum of exponentials}
    ///
    /// @implNote Fifty thousand terms added in float32 are too small by about 1e-5, always in the same direction,
    ///     which accumulates over a long text.
    private static Tensor logTotal(Tensor logits) {
        Tensor largest = logits.amax(LAST, true);
        Tensor total = logits.sub(largest).exp_().sum(LAST, true, new ScalarTypeOptional(ScalarType.Double));
        return total.log().add(largest);
    }

    /// {@return rows of the hidden states, padded to a pass size with the first row}
    private Tensor gather(Tensor hidden, List<Integer> rows) {
        long[] places = new long[sizes.holding(rows.size())];
        for (int i = 0; i < rows.size(); i++) {
            places[i] = rows.get(i);
        }
        return hidden.index_select(0, Tensors.longs(places));
    }
}
