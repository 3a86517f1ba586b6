package sao.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import sao.ifbench.IfBench;

class IfBenchReferenceTest {
    /// 145 rows of IFBench with an answer and the official verdicts, 170 in all.
    private static final Path ROWS = Path.of(System.getProperty("sao.shared", "none"), "reference/ifbench/rows.jsonl");

    /// The official tagger, trained on the Wall Street Journal, takes the `Conceive` that begins this answer for a
    /// proper noun; OpenNLP's takes it for a verb, which it is.
    private static final String OTHER_TAGGER = "row 257 words:start_verb";

    @Test
    void bothVerdictsOnEveryInstructionButOneAreTheOfficialOnes() throws IOException {
        Assumptions.assumeTrue(Files.exists(ROWS), "sao.shared does not lead to reference/ifbench/rows.jsonl");
        List<InstructionRow> rows = InstructionFile.rows(ROWS);
        List<String> answers = InstructionFile.answers(ROWS).stream()
                .map(MatchedAnswers.PromptAnswer::response)
                .toList();
        InstructionEvaluation evaluation = InstructionEvaluation.of(IfBench.rules(), rows, answers);
        assertThat(evaluation.notEvaluated()).isEmpty();
        List<String> disagreements = new ArrayList<>();
        int verdicts = 0;
        List<String> lines = Files.readAllLines(ROWS);
        for (int i = 0; i < lines.size(); i++) {
            JsonNode official = new JsonMapper().readTree(lines.get(i));
            InstructionEvaluation.Verdict own = evaluation.verdicts().get(i);
            verdicts += own.followed().strict().size();
            if (!official.path("strict").toString().equals(json(own.followed().strict()))
                    || !official.path("loose")
                            .toString()
                            .equals(json(own.followed().loose()))) {
                disagreements.add("row %s %s"
                        .formatted(
                                own.row().key(),
                                own.row().instructions().stream()
                                        .map(InstructionRow.Instruction::id)
                                        .collect(Collectors.joining(" "))));
            }
        }
        assertThat(disagreements).containsExactly(OTHER_TAGGER);
        assertThat(verdicts).isEqualTo(170);
    }

    private static String json(List<Boolean> verdicts) {
        return new JsonMapper().valueToTree(verdicts).toString();
    }
}
