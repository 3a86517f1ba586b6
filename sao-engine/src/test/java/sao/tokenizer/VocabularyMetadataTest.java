package sao.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sao.error.SaoException;

/// From tokenizer.json to a GGUF file's metadata and back.
class VocabularyMetadataTest {
    private static final List<String> TEXTS =
            List.of("ab abc 12 1234", "cab's", " b  a ", "c\u00E9\n\na", "<|end|>", "");

    private static final JsonMapper JSON = new JsonMapper();

    /// {@return a byte-level tokenizer that splits by a rule}
    static TokenizerFile byteLevel(String pre) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode added = root.putArray("added_tokens");
        special(added, 262, "<|end|>", true);
        special(added, 263, "<tool>", false);
        List<String> tokens = new java.util.ArrayList<>();
        for (int code = 0; code < 256; code++) {
            boolean visible = (code >= '!' && code <= '~') || (code >= 0xA1 && code <= 0xAC) || (code >= 0xAE);
            int hidden = code <= ' ' ? code : code <= 0xA0 ? code - 0x7F + 33 : 67;
            tokens.add(String.valueOf((char) (visible ? code : 256 + hidden)));
        }
        tokens.addAll(List.of("ab", "abc", "\u0120a", "\u0120ab", "12", "123"));
        ByteLevelVocabulary.describe(root, pre, tokens, List.of("a b", "ab c", "\u0120 a", "\u0120a b", "1 2", "12 3"));
        return TokenizerFile.ofJson(root.toString());
    }

    static void special(ArrayNode added, int id, String content, boolean special) {
        added.addObject()
                .put("id", id)
                .put("content", content)
                .put("single_word", false)
                .put("lstrip", false)
                .put("rstrip", false)
                .put("normalized", false)
                .put("special", special);
    }

    private static Map<String, Object> written(TokenizerFile tokenizer, Set<Integer> ends) {
        TokenizerConfig config = new TokenizerConfig(Map.of("eos_token", "<|end|>"), "{{ messages }}");
        Map<String, Object> metadata = new VocabularyMetadata(tokenizer, config, ends, Optional.of(3), 270).metadata();
        Map<String, Object> read = new LinkedHashMap<>(metadata);
        read.replaceAll((_, value) -> value instanceof Integer number ? (Object) number.longValue() : value);
        return read;
    }

    private static void requireSame(Tokenizer expected, Tokenizer found) {
        for (String text : TEXTS) {
            assertThat(found.encode(text)).as(text).isEqualTo(expected.encode(text));
            assertThat(found.encodeWithSpecials(text)).as(text).isEqualTo(expected.encodeWithSpecials(text));
        }
    }

    @Test
    void everyRuleIsFoundByWhatItDoes() {
        for (String pre : List.of("smollm", "qwen2", "llama-bpe", "gpt-2")) {
            TokenizerFile tokenizer = byteLevel(pre);
            Map<String, Object> metadata = written(tokenizer, Set.of(262));
            assertThat(metadata).containsEntry("tokenizer.ggml.pre", pre).containsEntry("tokenizer.ggml.model", "gpt2");
            requireSame(tokenizer, TokenizerFile.ofJson(new GgufVocabulary(metadata).json()));
        }
    }

    @Test
    void rowsWithoutATokenAreFilledAndKindsAreSaid() {
        Map<String, Object> metadata = written(byteLevel("gpt-2"), Set.of(262));
        assertThat((List<?>) metadata.get("tokenizer.ggml.tokens"))
                .hasSize(270)
                .element(264)
                .isEqualTo("[PAD264]");
        List<Integer> kinds = kinds(metadata);
        assertThat(kinds.subList(261, 265)).isEqualTo(List.of(1, 3, 4, 5));
        assertThat(metadata)
                .containsEntry("tokenizer.ggml.padding_token_id", 3L)
                .containsEntry("tokenizer.ggml.add_bos_token", false)
                .containsEntry("tokenizer.chat_template", "{{ messages }}");
    }

    @Test
    void everyEndOfTurnIsSaid() {
        Map<String, Object> metadata = written(byteLevel("gpt-2"), Set.of(262, 100, 7));
        assertThat(metadata).containsEntry("tokenizer.ggml.eos_token_id", 262L);
        assertThat(new GgufVocabulary(metadata).ends()).containsExactly(7, 100, 262);
        assertThatThrownBy(() -> written(byteLevel("gpt-2"), Set.of(1, 2, 3, 4)))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("a GGUF file can name 3");
    }

    @Test
    void anotherRuleIsRefused() throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(byteLevel("gpt-2").json());
        root.putObject("normalizer").put("type", "NFKC");
        assertThatThrownBy(() -> written(TokenizerFile.ofJson(root.toString()), Set.of()))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("splits text by a rule");
        ObjectNode words = JSON.createObjectNode();
        words.putObject("model")
                .put("type", "WordLevel")
                .put("unk_token", "a")
                .putObject("vocab")
                .put("a", 0);
        assertThatThrownBy(() -> written(TokenizerFile.ofJson(words.toString()), Set.of()))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("'WordLevel'");
    }

    @Test
    void piecesKeepTheOrderOfTheirMerges() {
        for (boolean spaceBefore : new boolean[] {false, true}) {
            ObjectNode root = JSON.createObjectNode();
            special(root.putArray("added_tokens"), 0, "<unk>", true);
            special((ArrayNode) root.path("added_tokens"), 9, "<|end|>", true);
            List<String> pieces =
                    List.of("<unk>", "<0x0A>", "\u2581", "a", "b", "c", "ab", "\u2581ab", "abc", "<|end|>");
            List<Integer> kinds = List.of(2, 6, 1, 1, 1, 1, 1, 1, 1, 3);
            List<Float> scores = List.of(0f, 0f, -9f, -9f, -9f, -9f, -1f, -3f, -2f, 0f);
            PieceVocabulary.describe(root, pieces, scores, kinds, spaceBefore);
            TokenizerFile tokenizer = TokenizerFile.ofJson(root.toString());
            Map<String, Object> metadata = written(tokenizer, Set.of(9));
            assertThat(metadata)
                    .containsEntry("tokenizer.ggml.model", "llama")
                    .containsEntry("tokenizer.ggml.add_space_prefix", spaceBefore);
            assertThat(kinds(metadata).subList(0, 10)).isEqualTo(kinds);
            TokenizerFile read = TokenizerFile.ofJson(new GgufVocabulary(metadata).json());
            requireSame(tokenizer, read);
            assertThat(read.encode("abc ab").toArray())
                    .isEqualTo(tokenizer.encode("abc ab").toArray());
        }
    }

    @Test
    @Tag("model")
    void theDefaultModelsVocabularyComesBackAsItWas() {
        Map<String, Object> original = TokenizerReferenceTest.defaultModelsMetadata();
        GgufVocabulary vocabulary = new GgufVocabulary(original);
        Map<String, Object> metadata = new HashMap<>(new VocabularyMetadata(
                        TokenizerFile.ofJson(vocabulary.json()),
                        vocabulary.config(),
                        vocabulary.ends(),
                        Optional.empty(),
                        49_152)
                .metadata());
        for (String key : List.of("model", "pre", "tokens", "merges", "add_bos_token")) {
            assertThat(metadata.get("tokenizer.ggml." + key)).as(key).isEqualTo(original.get("tokenizer.ggml." + key));
        }
        for (String key : List.of("bos", "eos", "unknown", "padding")) {
            assertThat(String.valueOf(metadata.get("tokenizer.ggml." + key + "_token_id")))
                    .as(key)
                    .isEqualTo(String.valueOf(original.get("tokenizer.ggml." + key + "_token_id")));
        }
        assertThat(metadata.get("tokenizer.chat_template")).isEqualTo(original.get("tokenizer.chat_template"));
        assertThat(kinds(metadata)).isEqualTo(kinds(original));
    }

    private static List<Integer> kinds(Map<String, ?> metadata) {
        return metadata.get("tokenizer.ggml.token_type") instanceof List<?> kinds
                ? kinds.stream()
                        .map(kind -> kind instanceof Number number ? number.intValue() : -1)
                        .toList()
                : List.of();
    }
}
