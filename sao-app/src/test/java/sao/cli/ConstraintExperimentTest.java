package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.ledger.LedgerReader;
import sao.result.ConstraintFigures;
import sao.result.ConstraintFigures.PromptCount;
import sao.result.RoundResult.ConstraintsFollowed;

/// An experiment whose primary figure is the pass rate on verifiable constraints.
class ConstraintExperimentTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();

    private int run(Path to, String primary, int constraints) throws IOException {
        List<String> settings = TinyRun.in(folder).with("evaluate.held_out=4").settings();
        Path file = Files.writeString(folder.resolve("grid.yaml"), """
                base: quickstart
                settings:
                %s
                  evaluate.constraints: %d
                seeds: [1]
                arms: {backward: {}, longest: {judge.kind: longest}}
                control: longest
                primary: %s
                """.formatted(
                settings.stream().map(line -> "  " + line).collect(Collectors.joining("\n")), constraints, primary));
        return terminal.type("experiment", file.toString(), "--run", to.toString());
    }

    private static ConstraintFigures figures(Path cell) {
        try (LedgerReader ledger = LedgerReader.open(cell)) {
            return ledger.round(1)
                    .results()
                    .first(ConstraintsFollowed.class)
                    .flatMap(ConstraintsFollowed::figures)
                    .orElseThrow();
        }
    }

    private static double mean(ConstraintFigures figures) {
        return figures.byPrompt().stream()
                .collect(Collectors.groupingBy(PromptCount::base, Collectors.averagingDouble(PromptCount::difference)))
                .values()
                .stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    @Test
    void theDifferenceOfThePassRatesIsComparedOverHeldOutPrompts() throws IOException {
        Path to = folder.resolve("grid");
        assertThat(run(to, "constraints", 6)).as(terminal.err()).isZero();
        JsonNode results = JSON.readTree(Files.readString(to.resolve("experiment.json")));
        assertThat(results.at("/primary/judge").asText()).isEqualTo("rules");
        double[] means = new double[2];
        for (int i = 0; i < means.length; i++) {
            JsonNode arm = results.at("/arms/" + i);
            ConstraintFigures figures = figures(
                    to.resolve("cells/%s-seed-1".formatted(arm.get("arm").asText())));
            assertThat(figures.byPrompt()).hasSize(6);
            means[i] = mean(figures);
            assertThat(arm.at("/value/mean").asDouble()).isCloseTo(means[i], within(1e-12));
            assertThat(arm.at("/value/prompts").asInt()).isEqualTo(4);
            assertThat(results.at("/cells/%d/judge".formatted(i)).asText()).isEqualTo(figures.rules());
        }
        assertThat(results.at("/arms/0/difference/mean").asDouble()).isCloseTo(means[0] - means[1], within(1e-12));
        assertThat(results.at("/arms/0/difference/p").isNumber()).isTrue();
        assertThat(terminal.out()).contains("Primary figure: constraints by rules on held_out.", "| constraints |");
        assertThat(to.resolve("experiment.html")).content().contains("constraints by rules on held_out");
    }

    @Test
    void armsWithoutConstraintsAndAJudgeOfConstraintsAreRefused() throws IOException {
        Path to = folder.resolve("grid");
        assertThat(run(to, "constraints", 0)).isEqualTo(2);
        assertThat(terminal.err()).contains("evaluate.constraints is 0 in arm backward");
        assertThat(run(to, "{figure: constraints, judge: start}", 6)).isEqualTo(2);
        assertThat(terminal.err()).contains("it has neither judge nor prompts");
    }
}
