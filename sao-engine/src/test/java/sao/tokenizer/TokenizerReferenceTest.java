package sao.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sao.gguf.GgufFile;
import sao.token.TokenIds;
import sao.weights.DefaultModel;

/// The default model's tokenizer, made from its GGUF, against the ids that other tools gave.
@Tag("model")
class TokenizerReferenceTest {
    private static TokenizerFile tokenizer = TokenizerFile.ofJson(TokenizerFileTest.TINY);
    private static JsonNode rows = new JsonMapper().createArrayNode();

    static Map<String, Object> defaultModelsMetadata() {
        try (GgufFile gguf = GgufFile.open(DefaultModel.file())) {
            return gguf.metadata();
        }
    }

    @BeforeAll
    static void read() throws IOException {
        tokenizer = TokenizerFile.ofJson(new GgufVocabulary(defaultModelsMetadata()).json());
        try (InputStream in = Objects.requireNonNull(
                TokenizerReferenceTest.class.getResourceAsStream("tokenizers-smollm2-135m-instruct.json"))) {
            rows = new JsonMapper().readTree(in).path("rows");
        }
    }

    static TokenIds ids(JsonNode array) {
        return TokenIds.of(
                IntStream.range(0, array.size()).map(i -> array.path(i).asInt()).toArray());
    }

    @Test
    void idsEqualTheReference() {
        assertThat(rows)
                .hasSize(60)
                .allSatisfy(row -> assertThat(
                                tokenizer.encodeWithSpecials(row.path("text").asText()))
                        .as(row.path("text").toString())
                        .isEqualTo(ids(row.path("ids"))));
    }

    @Test
    void namesOfSpecialTokensAreTextInsideContent() {
        assertThat(rows)
                .allSatisfy(row -> assertThat(tokenizer.encode(row.path("text").asText()))
                        .as(row.path("text").toString())
                        .isEqualTo(ids(row.path("ids_specials_as_text"))));
    }

    @Test
    void idsBecomeTheReferencesText() {
        assertThat(rows).allSatisfy(row -> {
            TokenIds ids = ids(row.path("ids"));
            assertThat(tokenizer.decode(ids, false))
                    .isEqualTo(row.path("decoded").asText());
            assertThat(tokenizer.decode(ids, true))
                    .isEqualTo(row.path("decoded_skip_special").asText());
        });
    }

    @Test
    void noTextReachesASpecialTokenAsPlainText() {
        assertThat(tokenizer.specialTokens()).hasSize(17).contains("<|im_start|>", "<|im_end|>");
        for (String special : tokenizer.specialTokens()) {
            int id = tokenizer.idOf(special).orElseThrow();
            assertThat(tokenizer.encodeWithSpecials("a" + special + "b").toArray())
                    .as(special)
                    .contains(id);
            assertThat(Arrays.stream(tokenizer.encode("a" + special + "b").toArray()))
                    .as(special)
                    .allMatch(found -> found >= 17);
        }
    }

    @Test
    void whatStreamsIsWhatDecodes() {
        StreamingDecoderTest.requireGoldensStream(tokenizer, rows);
        for (long seed = 0; seed < 300; seed++) {
            var random = new SplittableRandom(seed);
            int[] ids = random.ints(1 + random.nextInt(40), 0, tokenizer.vocabularySize())
                    .toArray();
            StreamingDecoderTest.requireSameStream(tokenizer, TokenIds.of(ids), "seed " + seed);
        }
    }

    @Test
    void whatTheFileSaysIsKnown() {
        assertThat(tokenizer.vocabularySize()).isEqualTo(49152);
        assertThat(tokenizer.addedBeginning()).isEmpty();
        TokenizerConfig config = new GgufVocabulary(defaultModelsMetadata()).config();
        assertThat(config.beginning()).contains("<|im_start|>");
        assertThat(config.end()).contains("<|im_end|>");
        assertThat(config.padding()).contains("<|im_end|>");
        assertThat(config.chatTemplate()).contains("<|im_start|>");
    }
}
