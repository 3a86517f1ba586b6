package sao.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.gguf.GgufFile;
import sao.weights.BiggerModel;

/// The tokenizers of two more families, made from their GGUF files, against the ids that other tools gave.
@Tag("heavy")
class BiggerTokenizersTest {
    private static Map<String, Object> metadata(BiggerModel model) {
        try (GgufFile gguf = GgufFile.open(model.file())) {
            return gguf.metadata();
        }
    }

    private static JsonNode reference(BiggerModel model) throws IOException {
        String name = "tokenizers-%s.json".formatted(model.catalogName());
        try (InputStream in = Objects.requireNonNull(BiggerTokenizersTest.class.getResourceAsStream(name))) {
            return new JsonMapper().readTree(in);
        }
    }

    @ParameterizedTest
    @EnumSource
    void idsAndTextsEqualTheReference(BiggerModel model) throws IOException {
        TokenizerFile tokenizer = TokenizerFile.ofJson(new GgufVocabulary(metadata(model)).json());
        JsonNode rows = reference(model).path("rows");
        assertThat(rows).hasSize(60).allSatisfy(row -> {
            String text = row.path("text").asText();
            var ids = TokenizerReferenceTest.ids(row.path("ids"));
            assertThat(tokenizer.encodeWithSpecials(text)).as(text).isEqualTo(ids);
            assertThat(tokenizer.decode(ids, false))
                    .as(text)
                    .isEqualTo(row.path("decoded").asText());
            assertThat(tokenizer.decode(TokenizerReferenceTest.ids(row.path("ids_with_special")), true))
                    .as(text)
                    .isEqualTo(row.path("decoded_skip_special").asText());
            if (!row.has("ids_llama_cpp_from_gguf")) { // where llama.cpp splits otherwise, it does so here too
                assertThat(tokenizer.encode(text))
                        .as(text)
                        .isEqualTo(TokenizerReferenceTest.ids(row.path("ids_specials_as_text")));
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatStreamsIsWhatDecodes(BiggerModel model) throws IOException {
        TokenizerFile tokenizer = TokenizerFile.ofJson(new GgufVocabulary(metadata(model)).json());
        StreamingDecoderTest.requireGoldensStream(tokenizer, reference(model).path("rows"));
    }

    @ParameterizedTest
    @EnumSource
    void tokensWithARoleEqualTheReference(BiggerModel model) throws IOException {
        GgufVocabulary vocabulary = new GgufVocabulary(metadata(model));
        TokenizerFile tokenizer = TokenizerFile.ofJson(vocabulary.json());
        JsonNode special = reference(model).path("special");
        TokenizerConfig config = vocabulary.config();
        assertThat(config.beginning()).contains(special.path("bos").asText());
        assertThat(config.end()).contains(special.path("eos").asText());
        assertThat(config.padding()).contains(special.path("pad").asText());
        assertThat(tokenizer.vocabularySize())
                .isEqualTo(special.path("vocab_len").asInt());
        boolean beginning = model == BiggerModel.GEMMA;
        assertThat(tokenizer.addedBeginning().isPresent()).isEqualTo(beginning);
    }
}
