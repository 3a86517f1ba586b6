package sao.generation;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.domain.SamplingSettings;
import sao.tensor.Tensors;

/// Draws the next token of many answers at once: the distributions natively, the choices row by row.
final class Sampler {
    private final RowWorkers workers;

    Sampler(RowWorkers workers) {
        this.workers = workers;
    }

    /// An answer and the row of logits that its next token comes from.
    ///
    /// @param answer which
    /// @param row several first tokens may come from one row
    record Draw(Answering answer, int row) {}

    /// What was drawn: a token for each draw, -1 where the row holds no finite logits, and its
    /// log-probability before temperature and filters.
    private static final class Drawn {
        private final int[] tokens;
        private final float[] logProbabilities;

        Drawn(int draws) {
            tokens = new int[draws];
            logProbabilities = new float[draws];
        }
    }

    /// Draws one token for each answer and hands it over.
    ///
    /// @param logits `[R, V]`
    void advance(Tensor logits, List<Draw> draws) {
        Drawn drawn = draw(logits, draws);
        for (int i = 0; i < draws.size(); i++) {
            Answering answering = draws.get(i).answer();
            answering.call().take(answering, drawn.tokens[i], drawn.logProbabilities[i]);
        }
    }

    /// Draws one token for each answer; the answers are not changed.
    ///
    /// @param logits `[R, V]`
    private Drawn draw(Tensor logits, List<Draw> draws) {
        Tensor wide = logits.to(ScalarType.Float).contiguous();
        Tensor logProbabilities = torch.log_softmax(wide, -1);
        // a copy, unless there was one already: what follows writes into it
        Tensor scaled = wide.mul(inverseTemperatures(wide.size(0), draws));
        penalize(scaled, draws);
        Tensor probabilities = torch.softmax(scaled, -1);
        Drawn drawn = new Drawn(draws.size());
        workers.forEach(draws.size(), _ -> new Rows(draws, drawn, scaled, probabilities, logProbabilities));
        return drawn;
    }

    private static Tensor inverseTemperatures(long rows, List<Draw> draws) {
        float[] factors = new float[Math.toIntExact(rows)];
        Arrays.fill(factors, 1);
        for (Draw draw : draws) {
            double temperature = draw.answer().sampling().temperature();
            factors[draw.row()] = temperature == 0 ? 1 : (float) (1 / temperature);
        }
        return Tensors.floats(factors, rows, 1);
    }

    /// Weakens tokens that were seen (Keskar et al., arXiv 1909.05858). A positive factor, so it may come
    /// after the temperature.
    private static void penalize(Tensor scaled, List<Draw> draws) {
        BitSet penalized = new BitSet();
        for (Draw draw : draws) {
            Answering answer = draw.answer();
            float penalty = (float) answer.sampling().repetitionPenalty();
            if (penalty == 1 || penalized.get(draw.row())) {
                continue; // answers that share a row have seen the same: the prompt
            }
            penalized.set(draw.row());
            FloatPointer row = scaled.data_ptr_float();
            long start = draw.row() * scaled.size(1);
            BitSet seen = answer.call().seen(answer);
            seen.stream().forEach(id -> {
                float value = row.get(start + id);
                row.put(start + id, value > 0 ? value / penalty : value * penalty);
            });
        }
    }

    private static final class Rows implements RowWorkers.RowTask {
        private final List<Draw> draws;
        private final Drawn drawn;
        private final FloatPointer scaled;
        private final FloatPointer probabilities;
        private final FloatPointer logProbabilities;
        private final float[] row;
        private final TokenChoice choice = new TokenChoice();

        Rows(List<Draw> draws, Drawn drawn, Tensor scaled, Tensor probabilities, Tensor logProbabilities) {
            this.draws = draws;
            this.drawn = drawn;
            this.scaled = scaled.data_ptr_float();
            this.probabilities = probabilities.data_ptr_float();
            this.logProbabilities = logProbabilities.data_ptr_float();
            this.row = new float[Math.toIntExact(scaled.size(1))];
        }

        @Override
        public void run(int index) {
            Draw draw = draws.get(index);
            SamplingSettings sampling = draw.answer().sampling();
            long start = (long) draw.row() * row.length;
            int token;
            if (sampling.temperature() == 0) {
                scaled.position(start).get(row);
                token = TokenChoice.likeliest(row);
            } else {
                probabilities.position(start).get(row);
                token = Float.isNaN(row[0])
                        ? -1
                        : choice.choose(row, sampling, draw.answer().uniform());
            }
            float logProbability = token < 0
                    ? Float.NaN
                    : logProbabilities.position(start + token).get();
            drawn.tokens[index] = Float.isFinite(logProbability) ? token : -1;
            drawn.logProbabilities[index] = logProbability;
        }
    }
}
