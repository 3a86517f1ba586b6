package sao.instruction;

import java.util.List;
import java.util.function.Function;
import sao.error.SaoException;
import sao.statistics.ClusteredMean;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// The four accuracies of an instruction benchmark.
///
/// @param prompts number of evaluated rows
/// @param instructions number of their instructions
/// @param promptStrict share of rows whose instructions are all followed, strictly
/// @param promptLoose the same, loosely
/// @param instructionStrict share of instructions that are followed, strictly
/// @param instructionLoose the same, loosely
public record InstructionAccuracy(
        int prompts,
        int instructions,
        Share promptStrict,
        Share promptLoose,
        Share instructionStrict,
        Share instructionLoose) {

    /// A share with its interval.
    ///
    /// @param value in [0, 1]
    /// @param interval 95 % Wilson interval; for instructions with the effective number of cases, since the
    ///     instructions of one prompt are correlated
    public record Share(double value, Interval interval) {
        private static Share of(List<List<Double>> clusters) {
            double hits = clusters.stream()
                    .flatMap(List::stream)
                    .mapToDouble(Double::doubleValue)
                    .sum();
            int cases = clusters.stream().mapToInt(List::size).sum();
            WilsonProportion proportion = new WilsonProportion(hits, cases);
            ClusteredMean mean = ClusteredMean.of(clusters, proportion.value());
            return new Share(proportion.value(), proportion.interval(mean.effectiveCases()));
        }
    }

    /// {@return the accuracies of an evaluation}
    ///
    /// @throws SaoException if no row could be evaluated
    public static InstructionAccuracy of(InstructionEvaluation evaluation) {
        List<Followed> verdicts = evaluation.verdicts().stream()
                .map(InstructionEvaluation.Verdict::followed)
                .toList();
        if (verdicts.isEmpty()) {
            throw new SaoException(
                    "No row could be evaluated: %s".formatted(evaluation.notEvaluated()),
                    "Give a data file whose instruction ids belong to the benchmark.");
        }
        return new InstructionAccuracy(
                verdicts.size(),
                verdicts.stream().mapToInt(verdict -> verdict.strict().size()).sum(),
                share(verdicts, verdict -> List.of(verdict.allStrict())),
                share(verdicts, verdict -> List.of(verdict.allLoose())),
                share(verdicts, Followed::strict),
                share(verdicts, Followed::loose));
    }

    private static Share share(List<Followed> verdicts, Function<Followed, List<Boolean>> outcomes) {
        return Share.of(verdicts.stream()
                .map(outcomes)
                .map(cluster -> cluster.stream().map(hit -> hit ? 1.0 : 0.0).toList())
                .toList());
    }
}
