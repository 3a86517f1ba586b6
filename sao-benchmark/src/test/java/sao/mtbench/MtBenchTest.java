package sao.mtbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MtBenchTest {
    @TempDir
    private Path folder = Path.of("");

    /// What FastChat's regular expressions read; the file names the formulas.
    private static JsonNode reference() throws IOException {
        try (InputStream stream = MtBenchTest.class.getResourceAsStream("/sao/arena/arena.json")) {
            return new ObjectMapper().readTree(stream);
        }
    }

    @Test
    void ratingsAreReadAsByFastChat() throws IOException {
        for (JsonNode row : reference().get("mt_bench_single")) {
            double score = row.get("score").asDouble(-1); // the number that FastChat fails on is unreadable here
            assertThat(Rating.in(row.get("text").asText()))
                    .as(row.toString())
                    .isEqualTo(score < 0 ? OptionalDouble.empty() : OptionalDouble.of(score));
        }
    }

    @Test
    void verdictsOnPairsAreReadAsByFastChat() throws IOException {
        for (JsonNode row : reference().get("mt_bench_pair")) {
            String name = row.get("verdict").asText().toUpperCase(Locale.ROOT);
            assertThat(PairVerdict.in(row.get("text").asText()))
                    .as(row.toString())
                    .isEqualTo(name.equals("ERROR") ? PairVerdict.UNREADABLE : PairVerdict.valueOf(name));
        }
    }

    @Test
    void scoresAreMeansOverTurnsAndUnreadableRatingsAreCounted() throws IOException {
        Path file = Files.writeString(folder.resolve("single.jsonl"), """
                {"question_id": 81, "model": "m", "judge": ["gpt-4", "single-v1"], "turn": 1, "judgment": "Good. [[8]]", "score": 8}
                {"question_id": 81, "model": "m", "judge": ["gpt-4", "single-v1"], "turn": 2, "judgment": "Rating: [[5]]", "score": 5}
                {"question_id": 111, "model": "m", "judge": ["gpt-4", "single-math-v1"], "turn": 1, "judgment": "[[2]]", "score": 2}
                {"question_id": 111, "model": "m", "judge": ["gpt-4", "single-math-v1"], "turn": 2, "judgment": "none", "score": -1}
                """);
        MtBench scores = MtBench.read(file).getFirst();
        assertThat(scores.score()).isEqualTo(5);
        assertThat(scores.firstTurn()).isEqualTo(5);
        assertThat(scores.secondTurn()).isEqualTo(5);
        assertThat(scores.byCategory()).containsEntry("writing", 6.5).containsEntry("math", 2.0);
        assertThat(scores.unreadable()).isEqualTo(1);
        assertThat(scores.rated()).isEqualTo(3);
        assertThat(scores.judge()).isEqualTo("gpt-4");
    }

    @Test
    void ordersThatDisagreeAreATie() throws IOException {
        Path file = Files.writeString(folder.resolve("pair.jsonl"), """
                {"question_id": 81, "model_1": "a", "model_2": "b", "g1_judgment": "[[A]]", "g2_judgment": "[[B]]", "turn": 1}
                {"question_id": 82, "model_1": "a", "model_2": "b", "g1_judgment": "[[A]]", "g2_judgment": "[[A]]", "turn": 1}
                {"question_id": 83, "model_1": "a", "model_2": "b", "g1_winner": "model_2", "g2_winner": "model_2", "turn": 1}
                {"question_id": 84, "model_1": "a", "model_2": "b", "g1_winner": "model_1", "g2_winner": "error", "turn": 1}
                """);
        assertThat(MtBenchPairs.isPairs(file)).isTrue();
        List<MtBenchPairs> pairs = MtBenchPairs.read(file);
        assertThat(pairs).containsExactly(new MtBenchPairs("a", "b", "", 1, 1, 1, 1));
        assertThat(pairs.getFirst().winRate()).isCloseTo(0.5, within(1e-12));
    }
}
