package sao.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.evaluation.LengthControl;
import sao.protocol.Matched.Source;
import sao.statistics.Bootstrap;

class AlpacaEvalTest {
    /// The figures themselves need no resample.
    private static final Bootstrap ONE = new Bootstrap(1, 1);

    @TempDir
    private Path folder = Path.of("");

    /// Figures of the package alpaca_eval 0.6.6 for public annotations; the file names tools and formulas.
    private static JsonNode reference() throws IOException {
        try (InputStream stream = AlpacaEvalTest.class.getResourceAsStream("rows.json")) {
            return new ObjectMapper().readTree(stream);
        }
    }

    /// An annotation file with answers of the lengths in the reference: astral characters, one code point each.
    private Path annotations(String name, JsonNode rows, int count) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < count; i++) {
            lines.append("{\"instruction\": \"%d\", \"output_1\": \"%s\", \"output_2\": \"%s\", \"preference\": %s}%n"
                    .formatted(
                            i,
                            "😀".repeat(rows.get(i).get(0).asInt()),
                            "a".repeat(rows.get(i).get(1).asInt()),
                            rows.get(i).get(2).asText()));
        }
        return Files.writeString(folder.resolve(name), lines);
    }

    /// Difficulties and rows of gamed baselines by formula; scikit-learn 1.9.1 was given the same.
    private Path difficulty() throws IOException {
        StringBuilder lines =
                new StringBuilder("index,preference,std_delta_len,instruction_difficulty,not_gamed_baseline,model\n");
        for (double shift : new double[] {-0.8, 0.8}) {
            for (int i = 0; i < 805; i++) {
                double length = Math.cos(3.0 * i) + shift;
                double difficulty = Math.sin(7.0 * i);
                double preference = 1 / (1 + Math.exp(1.5 * Math.tanh(length) - 0.8 * difficulty));
                lines.append(
                        String.format(Locale.ROOT, "%d,%s,%s,%s,False,gamed%n", i, preference, length, difficulty));
            }
        }
        return Files.writeString(folder.resolve("df_gamed.csv"), lines);
    }

    @Test
    void theWinRateAndItsErrorAreThoseOfThePackage() throws IOException {
        JsonNode reference = reference();
        AlpacaEval figures = AlpacaEval.of(
                Annotation.read(annotations("a.jsonl", reference.get("rows"), 805)), Optional.empty(), ONE);
        JsonNode expected = reference.get("win_rate");
        assertThat(100 * figures.winRate()).isCloseTo(expected.get("win_rate").asDouble(), within(1e-9));
        assertThat(100 * figures.standardError())
                .isCloseTo(expected.get("standard_error").asDouble(), within(1e-9));
        assertThat(figures.total()).isEqualTo(expected.get("n_total").asInt());
        assertThat(figures.wins()).isEqualTo(expected.get("n_wins").asInt());
        assertThat(figures.baselineWins()).isEqualTo(expected.get("n_wins_base").asInt());
        assertThat(figures.draws()).isEqualTo(expected.get("n_draws").asInt());
        assertThat(100 * figures.lengthControlled().orElseThrow().winRate())
                .isCloseTo(
                        reference
                                .at("/length_control/exact_l1_at_chosen_C/length_controlled_winrate")
                                .asDouble(),
                        within(1e-4));
        assertThat(figures.formula().label()).isEqualTo("minimal");
    }

    @Test // scikit-learn's LogisticRegressionCV chose C; L-BFGS-B then solved the objective exactly
    void theFormulaWithDifficultiesAndGamedBaselinesAgreesWithScikitLearn() throws IOException {
        List<Annotation> annotations =
                Annotation.read(annotations("a.jsonl", reference().get("rows"), 805));
        AlpacaEval figures = AlpacaEval.of(annotations, Optional.of(Difficulty.read(difficulty())), ONE);
        LengthControl control = figures.lengthControlled().orElseThrow();
        assertThat(figures.formula().label()).isEqualTo("v1");
        assertThat(control.strength()).isCloseTo(2.782559402207126, within(1e-9));
        assertThat(100 * control.winRate()).isCloseTo(6.488259466842826, within(1e-4));
        assertThat(100 * control.winRate()).isCloseTo(6.493004573152926, within(0.02)); // liblinear
        assertThat(control.lengthEffect()).isCloseTo(-1.45302514, within(1e-4));
    }

    @Test
    void fewAnnotationsHaveNoLengthControlledFigure() throws IOException {
        JsonNode rows = reference().get("rows");
        AlpacaEval figures = AlpacaEval.of(Annotation.read(annotations("a.jsonl", rows, 199)), Optional.empty(), ONE);
        assertThat(figures.lengthControlled()).isEmpty();
        assertThat(AlpacaEval.of(Annotation.read(annotations("b.jsonl", rows, 200)), Optional.empty(), ONE)
                        .lengthControlled())
                .isPresent();
    }

    @Test
    void drawsAndMissingPreferencesAreCountedAndNotScored() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String preference : List.of("0", "1.5", "null", "NaN", "2", "1")) {
            lines.add("{\"instruction\": \"x\", \"output_1\": \"a\", \"output_2\": \"b\", \"preference\": %s}"
                    .formatted(preference));
        }
        Path file = Files.write(folder.resolve("few.jsonl"), lines);
        AlpacaEval figures = AlpacaEval.of(Annotation.read(file), Optional.empty(), ONE);
        assertThat(figures.total()).isEqualTo(4);
        assertThat(figures.draws()).isEqualTo(2);
        assertThat(figures.unreadable()).isEqualTo(2);
        assertThat(figures.winRate()).isEqualTo(0.5);
    }

    @Test
    void aWrongPreferenceNamesItsRecord() throws IOException {
        Path file = Files.writeString(
                folder.resolve("wrong.json"),
                "[{\"instruction\": \"x\", \"output_1\": \"a\", \"output_2\": \"b\", \"preference\": 3}]");
        assertThatThrownBy(() -> Annotation.read(file))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Record 1 of")
                .hasMessageContaining("has the preference 3");
    }

    @Test
    void aShortDifficultyFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("d.csv"), ",instruction_difficulty\n0,0.5\n1,0.25\n");
        List<Annotation> annotations =
                Annotation.read(annotations("a.jsonl", reference().get("rows"), 300));
        Difficulty difficulty = Difficulty.read(file);
        assertThatThrownBy(() -> AlpacaEval.of(annotations, Optional.of(difficulty), ONE))
                .hasMessageContaining("no difficulty for the annotation with index 2");
    }

    @Test
    void twoModelsAreComparedInstructionByInstruction() throws IOException {
        JsonNode rows = reference().get("rows");
        List<Annotation> first = Annotation.read(annotations("a.jsonl", rows, 300));
        AnnotationComparison same =
                AnnotationComparison.of(new Source<>("a", first), new Source<>("b", first.reversed()));
        assertThat(same.preferences().n()).isEqualTo(300);
        assertThat(same.preferences().difference()).isZero();
        assertThat(same.preferences().interval().high()).isZero();
        assertThatThrownBy(() ->
                        AnnotationComparison.of(new Source<>("a", first), new Source<>("b", first.subList(0, 200))))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("100 of the 300 records of a have no counterpart in b");
    }
}
