package sao.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.token.TokenIds;

/// How texts become tokens on the server, and tokens texts.
class TokenEndpointsTest extends ServedTest {
    TokenEndpointsTest() {
        super(64);
    }

    @Test
    void messagesOpenANewTurnOrContinueTheLast() {
        String messages = "\"messages\":[{\"role\":\"developer\",\"content\":\"old\"},"
                + "{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"how\"}]},"
                + "{\"role\":\"assistant\",\"content\":\"can\"}]";
        Conversation conversation = Conversation.ask("how").then(Role.ASSISTANT, "can");
        String closed =
                ask("/tokenize", "{%s}".formatted(messages)).path("tokens").toString();
        String open = ask("/tokenize", "{%s,\"continue_final_message\":true}".formatted(messages))
                .path("tokens")
                .toString();
        String open2 = Json.ids(served().engine().tokens(conversation, true)).toString();
        assertThat(open).endsWith(open2.substring(1)).isNotEqualTo(closed);
        JsonNode text = ask("/detokenize", "{\"tokens\":%s}".formatted(closed));
        assertThat(text.path("prompt").asText())
                .isEqualTo("<|im_start|>system\nold<|im_end|>\n<|im_start|>user\nhow<|im_end|>\n"
                        + "<|im_start|>assistant\ncan<|im_end|>\n<|im_start|>assistant\n");
    }

    @Test
    void tokensAreSpelledAsTheVocabularyDoes() {
        JsonNode found = ask("/tokenize", "{\"prompt\":\" river é\",\"return_token_strs\":true}");
        assertThat(found.path("token_strs").path(0).asText()).isNotEmpty();
        assertThat(found.path("count").asInt()).isEqualTo(found.path("tokens").size());
        assertThat(ask("/detokenize", "{\"tokens\":%s}".formatted(found.path("tokens")))
                        .path("prompt")
                        .asText())
                .isEqualTo(" river é");
    }

    @Test
    void bytesOfAHalfCharacterAreItsOwn() {
        TokenTexts texts = new TokenTexts(served().engine().source());
        TokenIds ids = served().engine().tokenizer().encode("é\u0080\n~");
        byte[] all = new byte[ids.size()];
        for (int i = 0; i < all.length; i++) {
            assertThat(texts.bytes(ids.get(i))).hasSize(1);
            all[i] = texts.bytes(ids.get(i))[0];
        }
        assertThat(all).isEqualTo("é\u0080\n~".getBytes(StandardCharsets.UTF_8));
    }
}
