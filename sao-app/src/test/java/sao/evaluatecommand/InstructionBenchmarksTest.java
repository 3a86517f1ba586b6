package sao.evaluatecommand;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.cli.Terminal;

class InstructionBenchmarksTest {
    private static final String ROWS = """
            {"key":1,"prompt":"Name a colour.","instruction_id_list":["punctuation:no_comma","startend:quotation"],"kwargs":[{},{}]}
            {"key":2,"prompt":"Name a bird.","instruction_id_list":["detectable_format:number_bullet_lists"],"kwargs":[{"num_bullets":1,"language":null}]}
            {"key":3,"prompt":"Name a tree.","instruction_id_list":["detectable_format:rhyme"],"kwargs":[{}]}
            """;
    private static final String ANSWERS = """
            {"prompt":"Name a bird.","response":"* wren"}
            {"prompt":"Name a tree.","response":"oak"}
            {"prompt":"Name a colour.","response":"Sure:\\n\\"red\\""}
            """;

    @TempDir
    Path folder;

    private final Terminal terminal = new Terminal();
    private Path rows;
    private Path answers;

    @BeforeEach
    void write() throws IOException {
        rows = Files.writeString(folder.resolve("rows.jsonl"), ROWS);
        answers = Files.writeString(folder.resolve("answers.jsonl"), ANSWERS);
    }

    private int evaluate(String... more) {
        String[] arguments = new String[7 + more.length];
        System.arraycopy(
                new String[] {
                    "evaluate", "--benchmark", "ifeval", "--data", rows.toString(), "--answers", answers.toString()
                },
                0,
                arguments,
                0,
                7);
        System.arraycopy(more, 0, arguments, 7, more.length);
        return terminal.type(arguments);
    }

    @Test
    void jsonHasTheFourAccuraciesAndOnlyThem() throws IOException {
        Path samples = folder.resolve("samples.jsonl");
        assertThat(evaluate("--json", "--samples", samples.toString()))
                .as(terminal.err())
                .isZero();
        assertThat(terminal.out().strip())
                .isEqualTo("{\"benchmark\":\"ifeval\",\"n\":2,\"prompt_strict\":0.5,\"prompt_loose\":1.0,"
                        + "\"instruction_strict\":0.6666666666666666,\"instruction_loose\":1.0}");
        assertThat(terminal.err()).contains("1 rows: detectable_format:rhyme: unknown instruction");
        assertThat(Files.readAllLines(samples))
                .hasSize(2)
                .first()
                .asString()
                .contains(
                        "\"follow_instruction_list_strict\":[true,false],\"follow_instruction_list_loose\":[true,true]");
    }

    @Test
    void theTableHasIntervalsAndTheLimitTakesTheFirstRows() {
        assertThat(evaluate("--limit", "1")).as(terminal.err()).isZero();
        assertThat(terminal.out())
                .contains("ifeval: 1 prompts, 2 instructions")
                .containsPattern("instruction_strict +0\\.5000 +0\\.\\d{4} to 0\\.\\d{4}");
    }

    @Test
    void answersToOtherPromptsAndMissingDataAreRefused() throws IOException {
        Files.writeString(answers, ANSWERS.replace("bird", "fish"));
        assertThat(evaluate()).isNotZero();
        assertThat(terminal.err()).contains("1 of 3 rows have no answer").contains("1 of 3 answers");
        assertThat(terminal.type("evaluate", "--benchmark", "ifbench")).isNotZero();
        assertThat(terminal.err()).contains("--data is missing");
    }
}
