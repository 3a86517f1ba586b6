package sao.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Against nltk and rouge-score; the fixture names their versions and the script.
class DiversityTest {
    @Test
    void agreesWithTheReferenceTools() throws IOException {
        JsonNode reference = reference();
        Diversity diversity = Diversity.of(prompts(reference));
        assertThat(diversity.texts()).isEqualTo(9);
        for (int run = 0; run < 3; run++) {
            assertThat(diversity.distinct().get(run))
                    .isCloseTo(reference.get("distinct").get(run).asDouble(), within(1e-12));
        }
        assertThat(diversity.entropy()).isCloseTo(reference.get("entropy").asDouble(), within(1e-9));
        assertThat(diversity.selfBleu()).isCloseTo(reference.get("self_bleu").asDouble(), within(1e-9));
        assertThat(diversity.compressionRatio())
                .isCloseTo(reference.get("compression_ratio").asDouble(), within(0.02));
    }

    @Test
    void rougeLAgreesWithTheReferenceTool() throws IOException {
        JsonNode reference = reference();
        List<String> prompts = prompts(reference);
        for (int i = 0; i < prompts.size(); i++) {
            Subsequence sequence = new Subsequence(WordHashes.hashes(prompts.get(i)));
            for (int k = 0; k < prompts.size(); k++) {
                int[] other = WordHashes.hashes(prompts.get(k));
                assertThat(sequence.rougeL(other, 0, other.length))
                        .as("%d, %d", i, k)
                        .isCloseTo(reference.get("rouge_l").get(i).get(k).asDouble(), within(1e-12));
            }
        }
    }

    @Test
    void alikeTextsAreLessDiverseInEveryFigure() {
        List<String> alike = new ArrayList<>();
        List<String> unlike = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            alike.add("Please tell me how bees find their way home, number " + i);
            unlike.add("a%d b%d c%d d%d e%d f%d g%d h%d".replace("%d", Integer.toString(i)));
        }
        Diversity low = Diversity.of(alike);
        Diversity high = Diversity.of(unlike);
        for (int run = 0; run < 3; run++) {
            assertThat(low.distinct().get(run)).isLessThan(high.distinct().get(run));
        }
        assertThat(low.entropy()).isLessThan(high.entropy());
        assertThat(low.selfBleu()).isGreaterThan(high.selfBleu());
        assertThat(low.compressionRatio()).isGreaterThan(high.compressionRatio());
    }

    @Test
    void nothingHasFiguresToo() {
        assertThat(Diversity.of(List.of())).isEqualTo(new Diversity(0, List.of(0.0, 0.0, 0.0), 0, 0, 0));
        assertThat(Diversity.of(List.of("")).selfBleu()).isZero();
        assertThat(Diversity.of(List.of("", "?!")).selfBleu()).isZero();
    }

    private static List<String> prompts(JsonNode reference) {
        List<String> prompts = new ArrayList<>();
        reference.get("prompts").forEach(prompt -> prompts.add(prompt.asText()));
        return prompts;
    }

    private static JsonNode reference() throws IOException {
        try (InputStream in = DiversityTest.class.getResourceAsStream("diversity.json")) {
            return new ObjectMapper().readTree(in);
        }
    }
}
