package sao.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.ifeval.IfEval;

class InstructionEvaluationTest {
    private static final String NO_COMMA =
            "{\"key\":1,\"prompt\":\"p\",\"instruction_id_list\":[\"punctuation:no_comma\"],\"kwargs\":[{\"num_words\":null}]}";

    @TempDir
    Path folder;

    private Path file(String... lines) throws IOException {
        return Files.write(folder.resolve("rows.jsonl"), List.of(lines));
    }

    private static InstructionEvaluation evaluate(List<InstructionRow> rows, String answer) {
        return InstructionEvaluation.of(
                IfEval.rules(), rows, rows.stream().map(_ -> answer).toList());
    }

    @Test
    void anUnknownInstructionIsNamedAndItsRowIsNotEvaluated() throws IOException {
        Path file = file(NO_COMMA, NO_COMMA.replace("no_comma", "no_dash").replace("\"p\"", "\"q\""));
        InstructionEvaluation evaluation = evaluate(InstructionFile.rows(file), "yes");
        assertThat(evaluation.verdicts()).hasSize(1);
        assertThat(evaluation.notEvaluated()).containsEntry("punctuation:no_dash: unknown instruction", 1);
        assertThat(InstructionAccuracy.of(evaluation).prompts()).isEqualTo(1);
    }

    @Test
    void anArgumentThatIsMissingOrNullIsNamedAndItsRowIsNotEvaluated() throws IOException {
        String row = NO_COMMA.replace("punctuation:no_comma", "length_constraints:number_paragraphs")
                .replace("num_words", "num_paragraphs");
        InstructionEvaluation evaluation = evaluate(InstructionFile.rows(file(row)), "yes");
        assertThat(evaluation.notEvaluated())
                .containsOnlyKeys("length_constraints:number_paragraphs: argument 'num_paragraphs' is missing");
        assertThatThrownBy(() -> InstructionAccuracy.of(evaluation))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("No row could be evaluated");
    }

    @Test
    void theLooseCriterionIgnoresTheFirstLineTheLastLineAndAsterisks() throws IOException {
        List<InstructionRow> rows =
                InstructionFile.rows(file(NO_COMMA.replace("punctuation:no_comma", "startend:quotation")));
        assertThat(evaluate(rows, "Sure:\n*\"yes\"*\nDone.")
                        .verdicts()
                        .getFirst()
                        .followed())
                .isEqualTo(new Followed(List.of(false), List.of(true)));
    }

    @Test
    void anEmptyAnswerFollowsNothing() throws IOException {
        List<InstructionRow> rows = InstructionFile.rows(file(NO_COMMA));
        for (String answer : List.of("", " \n\t", "\u00a0")) {
            assertThat(evaluate(rows, answer).verdicts().getFirst().followed())
                    .isEqualTo(new Followed(List.of(false), List.of(false)));
        }
    }

    @Test
    void accuraciesCountPromptsAndInstructions() throws IOException {
        String two = NO_COMMA.replace("\"punctuation:no_comma\"]", "\"punctuation:no_comma\",\"startend:quotation\"]")
                .replace("null}]", "null},{}]");
        InstructionAccuracy accuracy =
                InstructionAccuracy.of(evaluate(InstructionFile.rows(file(NO_COMMA, two)), "yes"));
        assertThat(accuracy.promptStrict().value()).isEqualTo(0.5);
        assertThat(accuracy.instructionStrict().value()).isEqualTo(2.0 / 3);
        assertThat(accuracy.instructionStrict().interval().low()).isBetween(0.0, 0.6);
    }

    @Test
    void aFileWithoutRowsOrWithoutAColumnIsRefused() throws IOException {
        assertThatThrownBy(() -> InstructionFile.rows(folder.resolve("none.jsonl")))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("does not exist");
        Path empty = file("", "  ");
        assertThatThrownBy(() -> InstructionFile.rows(empty)).hasMessageContaining("has no rows");
        Path column = file(NO_COMMA.replace("prompt", "text"));
        assertThatThrownBy(() -> InstructionFile.rows(column))
                .hasMessageContaining("rows.jsonl:1 has no column 'prompt'");
        Path lengths = file(NO_COMMA.replace("[{\"num_words\":null}]", "[]"));
        assertThatThrownBy(() -> InstructionFile.rows(lengths)).hasMessageContaining("lists of one length");
        Path json = file("{");
        assertThatThrownBy(() -> InstructionFile.answers(json)).hasMessageContaining("is not a JSON object");
        Path number = file("{\"prompt\":\"p\",\"response\":1}");
        assertThatThrownBy(() -> InstructionFile.answers(number)).hasMessageContaining("not a text");
    }

    @Test
    void moreThanOnePercentOfUnmatchedRowsOrAnswersAreRefused() {
        List<InstructionRow> rows = new ArrayList<>();
        List<MatchedAnswers.PromptAnswer> answers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(new InstructionRow("" + i, "prompt " + i, List.of()));
            answers.add(new MatchedAnswers.PromptAnswer("prompt " + i, "answer " + i));
        }
        MatchedAnswers two = MatchedAnswers.of(rows, rows, answers.subList(0, 198));
        assertThat(two.unanswered()).isEqualTo(2);
        assertThat(two.answers().getLast()).isEqualTo("answer 197");
        assertThatThrownBy(() -> MatchedAnswers.of(rows, rows, answers.subList(0, 197)))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("3 of 200 rows have no answer");
        assertThatThrownBy(() -> MatchedAnswers.of(rows.subList(0, 190), rows.subList(0, 190), answers))
                .hasMessageContaining("10 of 200 answers");
        assertThat(MatchedAnswers.of(rows.subList(0, 5), rows, answers).answers())
                .hasSize(5);
    }

    @Test
    void samplesHaveTheVerdictsOfBothCriteria() throws IOException {
        Path samples = folder.resolve("samples.jsonl");
        InstructionFile.writeSamples(
                samples,
                evaluate(InstructionFile.rows(file(NO_COMMA)), "a,b\nc").verdicts());
        assertThat(Files.readAllLines(samples))
                .containsExactly("{\"key\":\"1\",\"prompt\":\"p\",\"response\":\"a,b\\nc\","
                        + "\"instruction_id_list\":[\"punctuation:no_comma\"],"
                        + "\"follow_instruction_list_strict\":[false],\"follow_instruction_list_loose\":[true]}");
    }
}
