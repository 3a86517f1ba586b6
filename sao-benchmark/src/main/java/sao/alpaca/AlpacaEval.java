package sao.alpaca;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import sao.error.SaoException;
import sao.evaluation.LengthControl;
import sao.regression.LogisticRows;
import sao.statistics.Bootstrap;
import sao.statistics.ClusteredMean;

/// The figures of AlpacaEval 2 for a model against its baseline.
///
/// The win rate is the mean of the weighted preferences. Source: Dubois et al., arXiv 2404.04475; definitions and
/// counts as in the package alpaca_eval 0.6.
///
/// @param winRate mean preference, a share in [0, 1]
/// @param standardError of `winRate`: sample standard deviation divided by the root of the number of annotations
/// @param total number of annotations with a preference
/// @param wins number of preferences above 0.5
/// @param baselineWins number of preferences below 0.5
/// @param draws number of stated draws
/// @param unreadable number of annotations without a preference; in no figure
/// @param lengthControlled win rate at equal length; empty for fewer than [LengthControl#FEWEST_PROMPTS] annotations
/// @param formula formula of the length-controlled win rate
public record AlpacaEval(
        double winRate,
        double standardError,
        int total,
        int wins,
        int baselineWins,
        int draws,
        int unreadable,
        Optional<LengthControl> lengthControlled,
        Formula formula) {
    private static final double EVEN = 0.5;

    /// Formula of the length-controlled win rate.
    public enum Formula {
        /// Length and a constant: `length_controlled_minimal`.
        MINIMAL,
        /// Length, the difficulty of the instruction and a constant, with the rows of gamed baselines:
        /// `length_controlled_v1`.
        V1;

        /// {@return the name in results}
        public String label() {
            return this == V1 ? "v1" : "minimal";
        }
    }

    /// {@return the figures of annotations}
    ///
    /// @param annotations in the order of the file
    /// @param difficulty AlpacaEval's difficulty file; without it the formula is minimal
    /// @param bootstrap bootstrap of the interval of the length-controlled win rate
    /// @throws SaoException if no annotation has a preference, or the difficulty file does not cover all of them
    public static AlpacaEval of(List<Annotation> annotations, Optional<Difficulty> difficulty, Bootstrap bootstrap) {
        double[] known = annotations.stream()
                .flatMap(annotation -> annotation.preference().stream().boxed())
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (known.length == 0) {
            throw new SaoException(
                    "None of the %d annotations has a preference.".formatted(annotations.size()),
                    "Give the annotations of a judge that answered.");
        }
        ClusteredMean mean = ClusteredMean.ofIndependent(known);
        return new AlpacaEval(
                mean.mean(),
                mean.standardError(),
                known.length,
                (int) Arrays.stream(known)
                        .filter(preference -> preference > EVEN)
                        .count(),
                (int) Arrays.stream(known)
                        .filter(preference -> preference < EVEN)
                        .count(),
                (int) annotations.stream().filter(Annotation::draw).count(),
                annotations.size() - known.length,
                known.length < LengthControl.FEWEST_PROMPTS
                        ? Optional.empty()
                        : Optional.of(lengthControl(annotations, difficulty, bootstrap)),
                difficulty.isPresent() ? Formula.V1 : Formula.MINIMAL);
    }

    private static LengthControl lengthControl(
            List<Annotation> annotations, Optional<Difficulty> difficulty, Bootstrap bootstrap) {
        int[] baseline =
                annotations.stream().mapToInt(Annotation::baselineLength).toArray();
        int[] candidate = annotations.stream().mapToInt(Annotation::length).toArray();
        double[] outcomes = annotations.stream()
                .mapToDouble(annotation -> annotation.preference().orElse(Double.NaN))
                .toArray();
        if (difficulty.isEmpty()) {
            return LengthControl.of(baseline, candidate, outcomes, bootstrap);
        }
        LogisticRows prompts = LogisticRows.of(
                new double[][] {
                    LengthControl.predictor(baseline, candidate),
                    difficulty.get().ofFirst(outcomes.length),
                    LogisticRows.ones(outcomes.length)
                },
                outcomes,
                LogisticRows.ones(outcomes.length));
        return LengthControl.of(prompts, difficulty.get().gamed(), bootstrap);
    }
}
