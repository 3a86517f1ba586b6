package sao.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.token.TokenIds;

class TokenizerFileTest {
    /// A vocabulary of all bytes, one merge, one special token, one added token that is none.
    static final String TINY = new GgufVocabulary(tiny(false)).json();

    @TempDir
    Path folder;

    static Map<String, Object> tiny(boolean addsBeginning) {
        List<Object> tokens = Stream.concat(
                        Stream.of("<s>", "ab", "<think>"),
                        IntStream.range(0, 256).mapToObj(TokenizerFileTest::printable))
                .map(Object.class::cast)
                .toList();
        List<Object> kinds = IntStream.range(0, tokens.size())
                .mapToObj(id -> (Object) (id == 0 ? 3L : id == 2 ? 4L : 1L))
                .toList();
        return Map.of(
                "tokenizer.ggml.model",
                "gpt2",
                "tokenizer.ggml.pre",
                "gpt-2",
                "tokenizer.ggml.tokens",
                tokens,
                "tokenizer.ggml.token_type",
                kinds,
                "tokenizer.ggml.merges",
                List.of("a b"),
                "tokenizer.ggml.bos_token_id",
                0L,
                "tokenizer.ggml.add_bos_token",
                addsBeginning);
    }

    /// {@return how byte-level vocabularies write a byte: itself where it is printable, else moved up}
    private static String printable(int value) {
        boolean itself = (value >= 33 && value <= 126) || (value >= 161 && value <= 172) || value >= 174;
        if (itself) {
            return Character.toString(value);
        }
        int moved = value < 33 ? value : value < 161 ? value - 127 + 33 : 67;
        return Character.toString(256 + moved);
    }

    @Test
    void everyTextReturns() {
        TokenizerFile tokenizer = TokenizerFile.ofJson(TINY);
        for (String text : List.of("", "ab", "ä\u0000ö", "😀", "a\n\t b", "<s>", "<think>")) {
            assertThat(tokenizer.decode(tokenizer.encode(text), false)).isEqualTo(text);
            assertThat(tokenizer.decode(tokenizer.encodeWithSpecials(text), false))
                    .isEqualTo(text);
        }
    }

    @Test
    void aLoneSurrogateBecomesTheReplacementCharacter() {
        TokenizerFile tokenizer = TokenizerFile.ofJson(TINY);
        assertThat(tokenizer.decode(tokenizer.encode("a\uD83D"), false)).isEqualTo("a\uFFFD");
    }

    @Test
    void onlySpecialTokensTurnIntoText() {
        TokenizerFile tokenizer = TokenizerFile.ofJson(TINY);
        assertThat(tokenizer.encodeWithSpecials("<s><think>")).isEqualTo(TokenIds.of(0, 2));
        assertThat(tokenizer.encode("<s>").toArray()).hasSize(3).doesNotContain(0);
        assertThat(tokenizer.encode("<think>")).isEqualTo(TokenIds.of(2));
        assertThat(tokenizer.specialTokens()).containsExactly("<s>");
    }

    @Test
    void theAddedBeginningIsNamedButNotAdded() {
        TokenizerFile tokenizer = TokenizerFile.ofJson(new GgufVocabulary(tiny(true)).json());
        assertThat(tokenizer.addedBeginning()).contains(0);
        assertThat(tokenizer.encodeWithSpecials("ab")).isEqualTo(TokenIds.of(1));
        assertThat(TokenizerFile.ofJson(TINY).addedBeginning()).isEmpty();
    }

    @Test
    void aCharacterOfSeveralTokensStreamsWhole() {
        TokenizerFile tokenizer = TokenizerFile.ofJson(TINY);
        TokenIds ids = tokenizer.encode("é😀");
        StreamingDecoder decoder = new StreamingDecoder(tokenizer, true);
        assertThat(IntStream.range(0, ids.size()).mapToObj(i -> decoder.next(ids.get(i))))
                .containsExactly("", "é", "", "", "", "😀");
        assertThat(decoder.finish()).isEmpty();
        assertThat(decoder.next(ids.get(0))).isEmpty();
        assertThat(decoder.finish()).isEqualTo("\uFFFD");
    }

    @Test
    void whatIsNoTokenizerIsNamed() throws IOException {
        Path path = Files.writeString(folder.resolve("tokenizer.json"), "{\"model\": 7}");
        assertThatThrownBy(() -> TokenizerFile.ofJson(path))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining(path.toString());
        assertThatThrownBy(() -> TokenizerFile.ofJson("nonsense")).isInstanceOf(SaoException.class);
        assertThatThrownBy(() -> TokenizerFile.ofJson(folder.resolve("absent.json")))
                .isInstanceOf(SaoException.class);
    }

    @Test
    void anUnknownSplittingRuleIsRefused() {
        Map<String, Object> metadata = Map.of(
                "tokenizer.ggml.model",
                "gpt2",
                "tokenizer.ggml.pre",
                "novel",
                "tokenizer.ggml.tokens",
                List.of("a"),
                "tokenizer.ggml.merges",
                List.of());
        assertThatThrownBy(() -> new GgufVocabulary(metadata).json())
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'novel'");
    }

    @Test
    void aFoldersWordsAreRead() throws IOException {
        Files.writeString(folder.resolve("tokenizer_config.json"), """
                {"bos_token": {"content": "<s>"}, "pad_token": null,
                 "chat_template": [{"name": "rag", "template": "r"}, {"name": "default", "template": "d"}]}
                """);
        Files.writeString(
                folder.resolve("special_tokens_map.json"), "{\"eos_token\": \"</s>\", \"bos_token\": \"no\"}");
        TokenizerConfig config = TokenizerConfig.read(folder);
        assertThat(config.specialTokens()).isEqualTo(Map.of("bos_token", "<s>", "eos_token", "</s>"));
        assertThat(config.chatTemplate()).isEqualTo("d");
        Files.writeString(folder.resolve("chat_template.jinja"), "j");
        assertThat(TokenizerConfig.read(folder).chatTemplate()).isEqualTo("j");
        Files.writeString(folder.resolve("tokenizer_config.json"), config.toJson(8192));
        Files.delete(folder.resolve("chat_template.jinja"));
        assertThat(TokenizerConfig.read(folder)).isEqualTo(config);
    }
}
