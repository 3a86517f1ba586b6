package sao.instruction;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import sao.error.SaoException;

/// Rows with the answers to their prompts.
///
/// @param rows rows that have an answer, in order
/// @param answers the answer of each row
/// @param unanswered number of rows without an answer
/// @param foreign number of answers whose prompt is in no row
public record MatchedAnswers(List<InstructionRow> rows, List<String> answers, int unanswered, int foreign) {
    /// Share of unmatched rows or answers above which nothing is evaluated.
    private static final double MOST_UNMATCHED = 0.01;

    /// An answer to a prompt.
    ///
    /// @param prompt text of the prompt, which identifies the row
    /// @param response text of the answer; may be empty
    public record PromptAnswer(String prompt, String response) {}

    public MatchedAnswers {
        rows = List.copyOf(rows);
        answers = List.copyOf(answers);
    }

    /// {@return the rows with the answers whose prompt is equal; of several answers to one prompt the last}
    ///
    /// @param rows rows to evaluate
    /// @param all all rows of the data file: answers to others than `rows` are not foreign
    /// @param answers answers in any order
    /// @throws SaoException if more than 1 % of the rows have no answer, or more than 1 % of the answers belong
    ///     to no row
    public static MatchedAnswers of(List<InstructionRow> rows, List<InstructionRow> all, List<PromptAnswer> answers) {
        Map<String, String> responses = new HashMap<>();
        answers.forEach(answer -> responses.put(answer.prompt(), answer.response()));
        List<InstructionRow> answered =
                rows.stream().filter(row -> responses.containsKey(row.prompt())).toList();
        List<String> matched = new ArrayList<>();
        answered.forEach(row -> matched.add(responses.get(row.prompt())));
        Map<String, Boolean> known = new HashMap<>();
        all.forEach(row -> known.put(row.prompt(), true));
        int foreign = Math.toIntExact(answers.stream()
                .filter(answer -> !known.containsKey(answer.prompt()))
                .count());
        int unanswered = rows.size() - answered.size();
        if (unanswered > MOST_UNMATCHED * rows.size() || foreign > MOST_UNMATCHED * answers.size()) {
            throw new SaoException(
                    "%d of %d rows have no answer, and %d of %d answers have a prompt that is in no row; at most 1 %% may."
                            .formatted(unanswered, rows.size(), foreign, answers.size()),
                    "Give answers to the prompts of this data file, with each prompt unchanged.");
        }
        return new MatchedAnswers(answered, matched, unanswered, foreign);
    }
}
