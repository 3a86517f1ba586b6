package sao.health;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.tensor.Tensors;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// Prompts that a model answers again and again while it is trained, with the very weights that are
/// trained. Equal weights give equal answers.
///
/// @param prompts rendered, at least one, none empty
/// @param ends tokens of which each ends an answer
/// @param tokens most of an answer
/// @param seed of the draws
public record Probes(List<TokenIds> prompts, Set<Integer> ends, int tokens, long seed) {
    private static final Scalar TEMPERATURE = Tensors.constant(0.6);

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

    /// One token for each row of logits, by inverse transform of the rows' distributions.
    ///
    /// @param logits `[B, V]`
    /// @param draws `[B]`, in [0, 1)
    /// @return `[B]`; -1 where the row is not all numbers
    static int[] tokens(Tensor logits, double[] draws) {
        Tensor sums = torch.softmax(logits.to(ScalarType.Float).div(TEMPERATURE), -1)
                .to(ScalarType.Double)
                .cumsum(-1);
        Tensor below = sums.lt(Tensors.doubles(draws, draws.length, 1)).sum(-1);
        double[] whole = Tensors.toDoubles(sums.select(1, sums.size(1) - 1));
        long[] found = Tensors.toLongs(below);
        int[] tokens = new int[draws.length];
        for (int row = 0; row < tokens.length; row++) {
            tokens[row] = Double.isFinite(whole[row]) ? (int) Math.min(found[row], logits.size(1) - 1) : -1;
        }
        return tokens;
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
            long longest = IntStream.of(places).max().orElseThrow() + (long) tokens;
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
            for (int step = 1; step < tokens && finite && !allOver(); step++) {
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

        /// {@return `[B, V]`, logits behind each prompt}
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

        /// Draws the next tokens; answers that are over go on unheard.
        private int[] draw(Tensor logits) {
            double[] draws = new double[over.length];
            Arrays.setAll(draws, _ -> random.nextDouble());
            int[] drawn = tokens(logits, draws);
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
