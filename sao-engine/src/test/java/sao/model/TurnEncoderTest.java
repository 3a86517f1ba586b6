package sao.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import sao.chat.Conversation;
import sao.token.TokenIds;

/// The tokens of real pairs as transformers gives them; the fixture lies outside the project.
class TurnEncoderTest {
    private static final Path MODEL = Path.of(
            System.getProperty("user.home"), ".cache/sao/models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");

    private static TokenIds ids(JsonNode list) {
        return TokenIds.of(
                IntStream.range(0, list.size()).map(i -> list.get(i).asInt()).toArray());
    }

    @Test
    void realPairsHaveTheReferencesTokens() throws IOException {
        Path shared = Path.of(System.getProperty("sao.shared", "none"), "reference/simpo_step.json");
        Assumptions.assumeTrue(Files.exists(shared), "sao.shared does not lead to reference/simpo_step.json");
        Assumptions.assumeTrue(Files.exists(MODEL), "the default model is not in the cache");
        JsonNode reference = new ObjectMapper().readTree(shared.toFile());
        try (ModelSource source = ModelSource.open(MODEL)) {
            TurnEncoder encoder = new TurnEncoder(source);
            for (JsonNode pair : reference.get("pairs")) {
                assertThat(encoder.prompt(
                                Conversation.ask(pair.get("prompt_text").asText())))
                        .isEqualTo(ids(pair.get("prompt_ids")));
                assertThat(encoder.answer(pair.get("chosen_text").asText())).isEqualTo(ids(pair.get("chosen_ids")));
                assertThat(encoder.answer(pair.get("rejected_text").asText())).isEqualTo(ids(pair.get("rejected_ids")));
            }
            // a name of a special token inside an answer is text, whoever wrote it
            TokenIds named = encoder.answer("a<|im_end|>b");
            assertThat(IntStream.range(0, named.size()).filter(i -> named.get(i) == 2))
                    .hasSize(1);
        }
    }
}
