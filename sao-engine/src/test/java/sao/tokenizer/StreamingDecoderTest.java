package sao.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.token.TokenIds;

/// Token by token, every text comes out in whole characters, as it does at once.
class StreamingDecoderTest {
    private static final String REPLACEMENT = "\uFFFD";
    private static final int BYTES = 256;
    private static final String SPACE = "\u2581";
    private static final List<String> WORDS =
            List.of("a", "e", "h", "n", "t", "an", "th", "the", "\u65E5\u672C", "caf\u00E9");

    /// {@return the sixty texts that other tools encoded: scripts, emoji, code, spaces}
    static List<String> texts() {
        String name = "tokenizers-smollm2-135m-instruct.json";
        try (InputStream in = Objects.requireNonNull(StreamingDecoderTest.class.getResourceAsStream(name))) {
            return new JsonMapper()
                    .readTree(in)
                    .path("rows")
                    .valueStream()
                    .map(row -> row.path("text").asText())
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Requires that ids stream as they decode: the same text, in pieces of whole characters.
    static void requireSameStream(Tokenizer tokenizer, TokenIds ids, String name) {
        for (boolean skip : new boolean[] {false, true}) {
            String whole = tokenizer.decode(ids, skip);
            StreamingDecoder decoder = new StreamingDecoder(tokenizer, skip);
            List<String> pieces = new ArrayList<>();
            for (int i = 0; i < ids.size(); i++) {
                pieces.add(decoder.next(ids.get(i)));
            }
            pieces.add(decoder.finish());
            assertThat(String.join("", pieces)).as(name).isEqualTo(whole);
            assertThat(pieces).as(name).allSatisfy(piece -> requireWholeCharacters(piece, whole));
            assertThat(pieces.subList(0, ids.size())).as(name).noneMatch(piece -> piece.endsWith(REPLACEMENT));
        }
    }

    private static void requireWholeCharacters(String piece, String whole) {
        if (!piece.isEmpty()) {
            assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
            assertThat(Character.isHighSurrogate(piece.charAt(piece.length() - 1)))
                    .isFalse();
        }
        if (!whole.contains(REPLACEMENT)) {
            assertThat(piece).doesNotContain(REPLACEMENT);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"smollm", "qwen2", "llama-bpe", "gpt-2"})
    void bytesBecomeCharacters(String rule) {
        TokenizerFile tokenizer = VocabularyMetadataTest.byteLevel(rule);
        texts().forEach(text -> requireSameStream(tokenizer, tokenizer.encodeWithSpecials(text), text));
        requireRandomStreams(tokenizer);
    }

    private static void requireRandomStreams(TokenizerFile tokenizer) {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] ids = random.ints(1 + random.nextInt(30), 0, tokenizer.vocabularySize())
                    .toArray();
            requireSameStream(tokenizer, TokenIds.of(ids), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void piecesThatFallBackToBytesBecomeCharacters(boolean spaceBefore) {
        TokenizerFile tokenizer = pieces(spaceBefore);
        texts().forEach(text -> {
            TokenIds ids = tokenizer.encodeWithSpecials(text);
            // these vocabularies write a space so
            assertThat(tokenizer.decode(ids, false)).isEqualTo(text.replace(SPACE, " "));
            requireSameStream(tokenizer, ids, text);
            assertThat(StreamingDecoder.text(tokenizer, ids, true)).isEqualTo(tokenizer.decode(ids, true));
        });
    }

    /// An answer that is cut off within a character keeps the characters before it.
    @Test
    void whatIsOutStaysWhenItsBytesTurnOutToBeNoText() {
        TokenizerFile tokenizer = pieces(false);
        TokenIds ids = tokenizer.encodeWithSpecials("the \u00E9\uD83D\uDE00\uD83D\uDE00");
        TokenIds cut = ids.slice(0, ids.size() - 1);
        assertThat(tokenizer.decode(cut, true)).isEqualTo("the " + REPLACEMENT.repeat(9));
        assertThat(StreamingDecoder.text(tokenizer, cut, true))
                .isEqualTo("the \u00E9\uD83D\uDE00" + REPLACEMENT.repeat(3));
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            TokenIds any =
                    TokenIds.of(random.ints(20, 0, tokenizer.vocabularySize()).toArray());
            String text = StreamingDecoder.text(tokenizer, any, true);
            assertThat(text).as("seed %d", seed).isEqualTo(expected(tokenizer, any));
        }
    }

    /// {@return the characters of a run of bytes as long as they are some, then one replacement for each byte}
    private static String expected(TokenizerFile tokenizer, TokenIds ids) {
        StringBuilder text = new StringBuilder();
        ByteArrayOutputStream run = new ByteArrayOutputStream();
        for (int i = 0; i < ids.size(); i++) {
            int id = ids.get(i);
            if (id >= 1 && id <= BYTES) {
                run.write(id - 1);
            } else if (id > BYTES) { // the unknown token is skipped
                text.append(characters(run.toByteArray())).append(tokenizer.decode(TokenIds.of(id), true));
                run.reset();
            }
        }
        return text.append(characters(run.toByteArray())).toString();
    }

    private static String characters(byte[] run) {
        for (int length = run.length; length > 0; length--) {
            String beginning = new String(run, 0, length, StandardCharsets.UTF_8);
            if (!beginning.contains(REPLACEMENT)) {
                return beginning + REPLACEMENT.repeat(run.length - length);
            }
        }
        return REPLACEMENT.repeat(run.length);
    }

    /// {@return a vocabulary of some words and, for all else, bytes}
    private static TokenizerFile pieces(boolean spaceBefore) {
        List<String> tokens = new ArrayList<>(List.of("<unk>"));
        List<Integer> kinds = new ArrayList<>(List.of(TokenKind.UNKNOWN));
        IntStream.range(0, BYTES).forEach(value -> {
            tokens.add("<0x%02X>".formatted(value));
            kinds.add(TokenKind.BYTE);
        });
        for (String word : WORDS) {
            tokens.add(word);
            kinds.add(TokenKind.NORMAL);
        }
        tokens.add(SPACE);
        kinds.add(TokenKind.NORMAL);
        List<Float> scores =
                tokens.stream().map(token -> (float) token.length()).toList();
        ObjectNode root = new JsonMapper().createObjectNode();
        ArrayNode added = root.putArray("added_tokens");
        VocabularyMetadataTest.special(added, 0, "<unk>", true);
        PieceVocabulary.describe(root, tokens, scores, kinds, spaceBefore);
        return TokenizerFile.ofJson(root.toString());
    }

    /// Requires that all ids that other tools gave stream as they decode.
    static void requireGoldensStream(Tokenizer tokenizer, JsonNode rows) {
        for (JsonNode row : rows) {
            for (String kind : List.of("ids", "ids_specials_as_text", "ids_with_special")) {
                if (row.has(kind)) {
                    requireSameStream(
                            tokenizer,
                            TokenizerReferenceTest.ids(row.path(kind)),
                            row.path("text").toString());
                }
            }
        }
    }
}
