package sao.instruction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.concurrent.BoundedConcurrency;

/// The verdicts on answers to the rows of an instruction benchmark.
///
/// @param verdicts a verdict for each row that could be evaluated, in order
/// @param notEvaluated number of rows with an instruction that cannot be verified, by the reason
public record InstructionEvaluation(List<Verdict> verdicts, Map<String, Integer> notEvaluated) {
    public InstructionEvaluation {
        verdicts = List.copyOf(verdicts);
        notEvaluated = Map.copyOf(notEvaluated);
    }

    /// The verdict on one answer.
    ///
    /// @param row the row
    /// @param answer text of the answer
    /// @param followed whether each instruction is followed
    public record Verdict(InstructionRow row, String answer, Followed followed) {}

    /// {@return the verdicts on answers}
    ///
    /// A row with an unknown instruction, or one whose arguments are unusable, is not evaluated at all: it counts
    /// neither as followed nor as not followed.
    ///
    /// @param rules rules of the benchmark
    /// @param rows rows
    /// @param answers the answer of each row
    public static InstructionEvaluation of(InstructionRules rules, List<InstructionRow> rows, List<String> answers) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            indices.add(i);
        }
        Map<String, Integer> reasons = new LinkedHashMap<>();
        List<Optional<Verdict>> verdicts = BoundedConcurrency.of(
                        Runtime.getRuntime().availableProcessors())
                .map(indices, i -> verdict(rules, rows.get(i), answers.get(i), reasons));
        return new InstructionEvaluation(
                verdicts.stream().flatMap(Optional::stream).toList(), reasons);
    }

    private static Optional<Verdict> verdict(
            InstructionRules rules, InstructionRow row, String answer, Map<String, Integer> reasons) {
        try {
            return Optional.of(new Verdict(row, answer, Followed.of(rules.rules(row), answer)));
        } catch (InstructionRule.UnusableException e) {
            synchronized (reasons) {
                reasons.merge(e.getMessage(), 1, Integer::sum);
            }
            return Optional.empty();
        }
    }
}
