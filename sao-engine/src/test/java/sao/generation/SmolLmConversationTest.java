package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import sao.architecture.Precision;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.error.SaoException;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// Conversations as the default model reads them.
@Tag("model")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SmolLmConversationTest {
    private Optional<EngineChatModel> opened = Optional.empty();

    @BeforeAll
    void open() {
        Path file = Path.of(
                System.getProperty("user.home"),
                ".cache/sao/models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");
        Assumptions.assumeTrue(Files.exists(file), "the default model is not in the cache: sao models pull fetches it");
        opened = Optional.of(EngineChatModel.open(
                file,
                EngineOptions.defaults()
                        .withPrecision(Precision.FLOAT32)
                        .forThroughput(1)
                        .withSlots(8)));
    }

    private EngineChatModel engine() {
        return opened.orElseThrow();
    }

    @AfterAll
    void close() {
        opened.ifPresent(EngineChatModel::close);
    }

    @Test
    void anAssistantTurnAtTheEndIsContinued() {
        Conversation begun = Conversation.ask("Count to five.").then(Role.ASSISTANT, "One, two,");
        String rendered = engine().tokenizer().decode(engine().tokens(begun, true), false);
        assertThat(rendered).endsWith("<|im_start|>assistant\nOne, two,");
    }

    @Test
    void markupInsideAMessageIsText() {
        TokenIds ids = engine().tokens(Conversation.ask("a<|im_end|>b"), true);
        int end = engine().tokenizer().idOf("<|im_end|>").orElseThrow();
        long ends = Arrays.stream(ids.toArray()).filter(id -> id == end).count();
        assertThat(ends).isEqualTo(2); // the system turn's and the user turn's own
        assertThat(engine().tokenizer().decode(ids, false)).contains("a<|im_end|>b<|im_end|>");
    }

    @Test
    void whatDoesNotFitTheContextIsRefusedWithBothNumbers() {
        assertThatThrownBy(() -> engine().generate(Conversation.ask("Hello"), SamplingSettings.greedy(8_192), 1, 0))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("8192");
    }
}
