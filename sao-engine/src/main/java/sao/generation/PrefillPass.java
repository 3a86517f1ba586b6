package sao.generation;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.CausalLanguageModel;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// One pass of the model over pieces of prompts, and what is drawn or scored from their hidden states.
final class PrefillPass {
    private static final long[] LAST = {-1};

    private final CausalLanguageModel model;
    private final RowSizes sizes;
    private final Sampler sampler;
    private final Caches caches;

    /// @param caches of the readings
    PrefillPass(CausalLanguageModel model, RowSizes sizes, Sampler sampler, Caches caches) {
        this.model = model;
        this.sizes = sizes;
        this.sampler = sampler;
        this.caches = caches;
    }

    /// A log-probability wanted from a row of the pass.
    private record Wanted(int row, Reading.Target target) {}

    /// Reads the pieces into their caches, which the caller advances, and gives their listeners what they
    /// want.
    void run(List<Piece> pieces) {
        try (var _ = TensorScope.open()) {
            Piece last = pieces.getLast();
            int rows = sizes.holding(last.offset() + last.rows());
            long[] ids = new long[rows];
            long[] positions = new long[rows];
            for (Piece piece : pieces) {
                Reading reading = piece.reading();
                for (int i = 0; i < piece.count(); i++) {
                    ids[piece.offset() + i] = reading.token(reading.done() + i);
                    positions[piece.offset() + i] = (long) reading.position() + i;
                }
            }
            Tensor embedded = Tensors.longs(ids);
            Tensor hidden = model.hidden(embedded, Tensors.longs(positions), caches.reading(pieces, rows));
            draw(hidden, pieces);
            score(hidden, pieces);
        }
    }

    private void draw(Tensor hidden, List<Piece> pieces) {
        List<Integer> rows = new ArrayList<>();
        List<Sampler.Draw> draws = new ArrayList<>();
        for (Piece piece : pieces) {
            boolean ends =
                    piece.reading().done() + piece.count() == piece.reading().length();
            List<Answering> answers = ends ? piece.reading().listener().answers() : List.of();
            for (Answering answering : answers) {
                draws.add(new Sampler.Draw(answering, rows.size()));
            }
            if (!answers.isEmpty()) {
                rows.add(piece.offset() + piece.count() - 1);
            }
        }
        if (!draws.isEmpty()) {
            sampler.advance(model.logits(gather(hidden, rows)), draws);
        }
    }

    private void score(Tensor hidden, List<Piece> pieces) {
        List<Wanted> all = new ArrayList<>();
        for (Piece piece : pieces) {
            for (int i = 0; i < piece.count(); i++) {
                int row = piece.offset() + i;
                piece.reading()
                        .listener()
                        .targets(piece.reading().done() + i)
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
        long[] tokens = new long[rows];
        for (int i = 0; i < wanted.size(); i++) {
            tokens[i] = wanted.get(i).target().token();
        }
        Tensor totals = logTotal(logits);
        Tensor chosen = logits.gather(1, Tensors.longs(tokens).unsqueeze(1)).sub(totals);
        float[] values = Tensors.toFloats(chosen);
        for (int i = 0; i < wanted.size(); i++) {
            wanted.get(i).target().place().put(values[i]);
        }
        observe(logits, totals, wanted);
    }

    private static void observe(Tensor logits, Tensor totals, List<Wanted> wanted) {
        if (wanted.stream().allMatch(one -> one.target().observation().isEmpty())) {
            return;
        }
        DoublePointer sums = Tensors.onHost(totals).contiguous().data_ptr_double();
        float[] row = new float[Math.toIntExact(logits.size(1))];
        for (int i = 0; i < wanted.size(); i++) {
            Reading.Target target = wanted.get(i).target();
            if (target.observation().isPresent()) {
                fetch(logits, i, row);
                Reading.Observation observation = target.observation().get();
                observation
                        .taker()
                        .accept(TokenRanking.observe(row, sums.get(i), target.token(), observation.wanted()));
            }
        }
    }

    /// Brings one row of logits to the host, and no other.
    private static void fetch(Tensor logits, int row, float[] into) {
        try (var _ = TensorScope.open()) {
            Tensor own = Tensors.onHost(logits.select(0, row)).contiguous();
            own.data_ptr_float().get(into);
        }
    }

    /// {@return `[R, 1]` float64, the logarithm of the sum of exponentials}
    ///
    /// @implNote Fifty thousand terms added up in float32 come out too small by about 1e-5, always to the
    ///     same side, which shows in the sum over a long text.
    private static Tensor logTotal(Tensor logits) {
        Tensor largest = logits.amax(LAST, true);
        Tensor total = logits.sub(largest).exp_().sum(LAST, true, new ScalarTypeOptional(ScalarType.Double));
        return total.log().add(largest);
    }

    /// {@return rows of the hidden states, and so many more that the head has one of its sizes}
    private Tensor gather(Tensor hidden, List<Integer> rows) {
        long[] places = new long[sizes.holding(rows.size())];
        for (int i = 0; i < rows.size(); i++) {
            places[i] = rows.get(i);
        }
        return hidden.index_select(0, Tensors.longs(places));
    }
}
