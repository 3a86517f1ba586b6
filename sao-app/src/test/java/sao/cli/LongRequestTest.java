package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.stage.TinyModel;

/// What does not fit the context of a model is refused with the numbers, by every command that asks it.
class LongRequestTest {
    private static final int CONTEXT = 8_192;

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private String model = "";

    @BeforeEach
    void writeModel() throws IOException {
        model = TinyModel.write(folder.resolve("tiny"), 5).toString();
    }

    private void requireRefusal(int more) {
        assertThat(terminal.err())
                .contains(Integer.toString(more), Integer.toString(CONTEXT), "  -> ")
                .doesNotContain("at sao.");
    }

    @Test
    void anAnswerThatIsTooLongIsRefused() {
        assertThat(terminal.type("generate", "--model", model, "--prompt", "how", "--max-tokens", "9000"))
                .isEqualTo(1);
        requireRefusal(9_000);
    }

    @Test
    void aSequenceThatIsTooLongIsRefused() {
        ObjectNode line = new JsonMapper().createObjectNode();
        ArrayNode tokens = line.putArray("tokens");
        IntStream.range(0, 9_001).forEach(_ -> tokens.add(300));
        assertThat(terminal.typeWithInput(line + "\n", "score", "--model", model))
                .isEqualTo(1);
        requireRefusal(9_001);
    }
}
