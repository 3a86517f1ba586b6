package sao.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.BoolOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.tensor.Tensors;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// Prompts that a model answers at each check, computed with the weights under training. Equal weights give equal
/// answers.
///
/// @param prompts rendered, at least one, none empty
/// @param ends tokens that end an answer
/// @param sampling temperature, nucleus and most tokens of an answer; its other settings are not applied
/// @param seed of the draws
public record Probes(List<TokenIds> prompts, Set<Integer> ends, SamplingSettings sampling, long seed) {

    public Probes {
        prompts = List.copyOf(prompts);
        ends = Set.copyOf(ends);
    }

    /// {@return the health of a model}
    ///
    /// @param model stays the caller's
    /// @param chosenLogProbability of chosen answers; nats per token
    public Health look(CausalLanguageModel model, double chosenLogProbability) {
        return Health.of(answers(model), chosenLogProbability);
    }

    /// {@return the answers of a model}
    ProbeAnswers answers(CausalLanguageModel model) {
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard()) {
            return new Round(model).answers();
        }
    }

    /// Samples one token for each row of logits, by inverse transform over the tokens of the nucleus.
    ///
    /// @param logits `[B, V]`, any floating type
    /// @param draws `[B]`, in [0, 1)
    /// @return `[B]` token ids; -1 where a row contains a value that is not a number
    static int[] tokens(Tensor logits, double[] draws, SamplingSettings sampling) {
        Tensor probabilities = torch.softmax(logits.to(ScalarType.Float).div(new Scalar(sampling.divisor())), -1)
                .to(ScalarType.Double);
        Tensor sums = nucleus(probabilities, sampling).cumsum(-1);
        double[] mass = Tensors.toDoubles(sums.select(1, sums.size(1) - 1));
        double[] goals = draws.clone();
        for (int row = 0; row < goals.length; row++) {
            goals[row] *= Math.min(1, mass[row]); // a whole distribution may sum to a little more than 1
        }
        long[] found =
                Tensors.toLongs(sums.le(Tensors.doubles(goals, goals.length, 1)).sum(-1));
        int[] tokens = new int[draws.length];
        for (int row = 0; row < tokens.length; row++) {
            tokens[row] = Double.isFinite(mass[row]) ? (int) Math.min(found[row], logits.size(1) - 1) : -1;
        }
        return tokens;
    }

    /// {@return the probabilities with those outside the nucleus set to 0; greedy sampling keeps the likeliest
    /// token}
    private static Tensor nucleus(Tensor probabilities, SamplingSettings sampling) {
        double wanted = sampling.temperature() == 0 ? 0 : sampling.topP();
        if (wanted >= 1) {
            return probabilities;
        }
        T_TensorTensor_T sorted = probabilities.sort(new BoolOptional(true), -1, true); // stable: ties by id
        Tensor falling = sorted.get0();
        Tensor before = falling.cumsum(-1).sub(falling); // probability of all likelier tokens
        Tensor kept = before.lt(new Scalar(Math.max(wanted, Double.MIN_NORMAL)));
        return torch.zeros_like(probabilities).scatter(-1, sorted.get1(), falling.mul(kept));
    }

    /// One round of answers.
    private final class Round {
        private final CausalLanguageModel model;
        private final ProbeCache cache;
        private final SplittableRandom random = new SplittableRandom(seed);
        private final int[] places = prompts.stream().mapToInt(TokenIds::size).toArray();
        private final List<List<Integer>> said = new ArrayList<>();
        private final boolean[] over = new boolean[prompts.size()];
        private boolean finite = true;

        Round(CausalLanguageModel model) {
            this.model = model;
            long longest = IntStream.of(places).max().orElseThrow() + (long) sampling.maximumTokens();
            this.cache = new ProbeCache(
                    model,
                    prompts.size(),
                    model.config().keyValueHeads(),
                    longest,
                    model.config().headWidth());
            prompts.forEach(_ -> said.add(new ArrayList<>()));
        }

        ProbeAnswers answers() {
            int[] next = draw(prefill());
            for (int step = 1; step < sampling.maximumTokens() && finite && !allOver(); step++) {
                next = step(next);
            }
            int ended = 0;
            for (boolean one : over) {
                ended += one ? 1 : 0;
            }
            return new ProbeAnswers(said.stream().map(TokenIds::of).toList(), ended, finite);
        }

        private boolean allOver() {
            for (boolean one : over) {
                if (!one) {
                    return false;
                }
            }
            return true;
        }

        /// {@return `[B, V]`, logits of the first token after each prompt}
        private Tensor prefill() {
            List<Tensor> rows = new ArrayList<>();
            for (int i = 0; i < prompts.size(); i++) {
                int answer = i;
                int[] ids = prompts.get(i).toArray();
                rows.add(TensorScope.returning(() -> {
                    Attention attention =
                            (rule, query, key, value) -> cache.prefill(answer, rule, query, List.of(key, value));
                    int[] positions = IntStream.range(0, ids.length).toArray();
                    Tensor hidden = model.hidden(Tensors.longs(ids), Tensors.longs(positions), attention);
                    return model.logits(hidden.narrow(0, ids.length - 1, 1));
                }));
            }
            return torch.cat(new TensorVector(rows.toArray(Tensor[]::new)), 0);
        }

        private int[] step(int[] last) {
            try (var _ = TensorScope.open()) {
                ProbeCache.Step step = cache.step(places);
                Attention attention = (rule, query, key, value) -> cache.attend(step, rule, query, List.of(key, value));
                Tensor hidden = model.hidden(Tensors.longs(last), Tensors.longs(places), attention);
                for (int i = 0; i < places.length; i++) {
                    places[i]++;
                }
                return draw(model.logits(hidden));
            }
        }

        /// Draws the next tokens; tokens of answers that have ended are ignored.
        private int[] draw(Tensor logits) {
            double[] draws = new double[over.length];
            Arrays.setAll(draws, _ -> random.nextDouble());
            int[] drawn = tokens(logits, draws, sampling);
            for (int i = 0; i < drawn.length; i++) {
                if (drawn[i] < 0) {
                    finite = false;
                } else if (!over[i] && ends.contains(drawn[i])) {
                    over[i] = true;
                } else if (!over[i]) {
                    said.get(i).add(drawn[i]);
                }
            }
            return drawn;
        }
    }
}
