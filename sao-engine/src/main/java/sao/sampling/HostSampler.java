package sao.sampling;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.kernel.RowWorkers;
import sao.tensor.Tensors;
import sao.token.SamplingSettings;

/// Draws in this process's memory: libtorch computes the distributions, [TokenChoice] draws row by row.
final class HostSampler implements Sampler {
    private final RowWorkers workers;

    HostSampler(RowWorkers workers) {
        this.workers = workers;
    }

    @Override
    public Drawn[] draw(Tensor logits, List<Draw> draws) {
        Tensor wide = logits.to(ScalarType.Float).contiguous();
        Tensor logProbabilities = Tensors.onHost(torch.log_softmax(wide, -1));
        // a copy, since it is changed below
        Tensor scaled = Tensors.onHost(wide.mul(inverseTemperatures(wide.size(0), draws)));
        LogitAdjustment.adjust(scaled, draws);
        Tensor probabilities = torch.softmax(scaled, -1);
        Drawn[] drawn = new Drawn[draws.size()];
        workers.forEach(draws.size(), _ -> new Rows(draws, drawn, scaled, probabilities, logProbabilities));
        return drawn;
    }

    private static Tensor inverseTemperatures(long rows, List<Draw> draws) {
        float[] factors = new float[Math.toIntExact(rows)];
        Arrays.fill(factors, 1);
        for (Draw draw : draws) {
            factors[draw.row()] = (float) (1 / draw.sequence().sampling().divisor());
        }
        return Tensors.floats(factors, rows, 1);
    }

    private static final class Rows implements RowWorkers.RowTask {
        private final List<Draw> draws;
        private final Drawn[] drawn;
        private final FloatPointer scaled;
        private final FloatPointer probabilities;
        private final FloatPointer logProbabilities;
        private final float[] row;
        private final TokenChoice choice = new TokenChoice();

        Rows(List<Draw> draws, Drawn[] drawn, Tensor scaled, Tensor probabilities, Tensor logProbabilities) {
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
            SamplingSettings sampling = draw.sequence().sampling();
            long start = (long) draw.row() * row.length;
            int token;
            if (sampling.temperature() == 0) {
                scaled.position(start).get(row);
                token = TokenChoice.likeliest(row);
            } else {
                probabilities.position(start).get(row);
                token = Float.isNaN(row[0])
                        ? -1
                        : choice.choose(row, sampling, draw.sequence().uniform());
            }
            drawn[index] = drawn(draw, token, start);
        }

        private Drawn drawn(Draw draw, int token, long start) {
            if (token < 0) {
                return Drawn.NOTHING;
            }
            float logProbability = logProbabilities.position(start + token).get();
            if (!Float.isFinite(logProbability)) {
                return Drawn.NOTHING;
            }
            Optional<Alternatives> wanted = draw.sequence().alternatives();
            wanted.ifPresent(_ -> logProbabilities.position(start).get(row));
            return new Drawn(token, logProbability, wanted.map(some -> TokenRanking.observe(row, 0, token, some)));
        }
    }
}
