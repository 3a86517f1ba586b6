package sao.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.domain.PreferencePair;
import sao.model.ModelSource;
import sao.model.TurnEncoder;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

class EncodedPairsTest {
    private static final Path MODEL = Path.of(
            System.getProperty("user.home"), ".cache/sao/models/smollm2-135m-instruct/SmolLM2-135M-Instruct.Q4_1.gguf");
    private static final Conversation TURNS =
            Conversation.ask("Name a fruit.").then(Role.ASSISTANT, "An apple.").then(Role.USER, "Another?");
    private static final Answer SAMPLED =
            new Answer("A pear.", TokenIds.of(7, 8, 2), LogProbabilities.of(-1, -2, -3), FinishReason.STOP, 5);

    private static PreferencePair pair(String id, Optional<TokenIds> prompt, Answer chosen, Answer rejected) {
        return new PreferencePair(id, 1, "", TURNS, prompt, chosen, rejected, 0.8, 1.4, -1.4, "given");
    }

    @Test
    void pairsWithTokenIdsStayAsTheyAre() {
        PreferencePair exact = pair("exact", Optional.of(TokenIds.of(1, 2)), SAMPLED, SAMPLED);
        EncodedPairs encoded = EncodedPairs.of(List.of(exact), () -> {
            throw new IllegalStateException("no pair needs an encoder");
        });
        assertThat(encoded.pairs()).containsExactly(exact);
        assertThat(encoded.encoded()).isZero();
        assertThat(encoded.warning()).isEmpty();
    }

    @Test
    void pairsWithoutTokenIdsAreEncodedAndCounted() {
        Assumptions.assumeTrue(Files.exists(MODEL), "the default model is not in the cache");
        try (ModelSource source = ModelSource.open(MODEL)) {
            TurnEncoder encoder = new TurnEncoder(source);
            Answer text = Answer.ofText("A plum.", FinishReason.STOP, 1);
            Answer cut = Answer.ofText("A plum is a", FinishReason.LENGTH, 2);
            Answer empty = Answer.ofText("", FinishReason.STOP, 3);
            PreferencePair exact = pair("exact", Optional.of(TokenIds.of(1, 2)), SAMPLED, SAMPLED);
            PreferencePair half = pair("half", Optional.of(TokenIds.of(1, 2)), SAMPLED, cut);
            EncodedPairs encoded =
                    EncodedPairs.of(List.of(exact, pair("texts", Optional.empty(), text, empty), half), () -> encoder);

            assertThat(encoded.encoded()).isEqualTo(2);
            assertThat(encoded.warning())
                    .hasValueSatisfying(warning -> assertThat(warning).contains("2 of 3 pairs", "not exact"));
            assertThat(encoded.pairs())
                    .allMatch(PreferencePair::hasTokenIds)
                    .first()
                    .isEqualTo(exact);
            PreferencePair texts = encoded.pairs().get(1);
            assertThat(texts.promptTokens()).contains(encoder.prompt(TURNS));
            assertThat(texts.chosen().tokens()).contains(encoder.answer("A plum."));
            assertThat(texts.rejected().tokens()).contains(TokenIds.of());
            PreferencePair mixed = encoded.pairs().get(2);
            assertThat(mixed.rejected().tokens()).contains(source.tokenizer().encode("A plum is a"));
            assertThat(mixed.chosen().tokens())
                    .as("one tokenizer for the whole pair")
                    .contains(encoder.answer("A pear."));
            assertThat(mixed.chosen().logProbabilities()).isEmpty();
        }
    }
}
