package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.ledger.LedgerReader;
import sao.rows.RoundStage;

/// A grid of settings and seeds, with a tiny model.
class ExperimentTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    private final Terminal terminal = new Terminal();
    private Path file = Path.of("");
    private List<String> settings = List.of();

    @BeforeEach
    void model() throws IOException {
        settings = TinyRun.in(folder)
                .with("evaluate.held_out=4", "evaluate.kind=backward")
                .settings();
        file = grid("[1, 2]", "{backward: {}, longest: {judge.kind: longest}}", "control: longest");
    }

    /// {@return an experiment file with these seeds and arms}
    private Path grid(String seeds, String arms, String... more) throws IOException {
        String text = """
                base: quickstart
                settings:
                %s
                seeds: %s
                arms: %s
                primary: mean_log_odds
                %s
                """.formatted(
                        settings.stream().map(line -> "  " + line).collect(Collectors.joining("\n")),
                        seeds,
                        arms,
                        String.join("\n", more));
        return Files.writeString(folder.resolve("grid.yaml"), text);
    }

    private int run(Path to, String... more) {
        List<String> arguments = new ArrayList<>(List.of("experiment", file.toString(), "--run", to.toString()));
        arguments.addAll(List.of(more));
        return terminal.type(arguments.toArray(String[]::new));
    }

    private JsonNode results(Path of) throws IOException {
        return JSON.readTree(Files.readString(of.resolve("experiment.json")));
    }

    private static Path cell(Path of, String name) {
        return of.resolve("cells").resolve(name);
    }

    /// {@return the duration of each call in nanoseconds, by content id: two calls that were made differ in it}
    private static Map<String, Long> calls(Path run) throws SQLException {
        Map<String, Long> calls = new HashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + run.resolve("ledger.db"));
                ResultSet rows = connection.createStatement().executeQuery("SELECT hex(id), nanoseconds FROM calls")) {
            while (rows.next()) {
                calls.put(rows.getString(1), rows.getLong(2));
            }
        }
        return calls;
    }

    @Test
    void cellsOfOneSeedMakeEqualCallsOnce() throws IOException, SQLException {
        Path to = folder.resolve("grid");
        assertThat(run(to)).as(terminal.err()).isZero();
        long needed = 0;
        long made = 0;
        for (int seed = 1; seed <= 2; seed++) {
            Map<String, Long> first = calls(cell(to, "backward-seed-" + seed));
            Map<String, Long> second = calls(cell(to, "longest-seed-" + seed));
            List<String> shared =
                    first.keySet().stream().filter(second::containsKey).toList();
            assertThat(shared)
                    .hasSizeGreaterThan(30)
                    .allSatisfy(id -> assertThat(first.get(id)).isEqualTo(second.get(id)));
            needed += first.size() + second.size();
            made += first.size() + second.size() - shared.size();
        }
        JsonNode results = results(to);
        assertThat(results.at("/calls/needed").asLong()).isEqualTo(needed);
        assertThat(results.at("/calls/made").asLong()).isEqualTo(made).isLessThan(needed * 3 / 4);
        assertThat(results.get("cells"))
                .hasSize(4)
                .allMatch(cell -> cell.get("state").asText().equals("finished"));
        assertThat(results.at("/arms/0/difference/holm").isNumber()).isTrue();
        assertThat(results.at("/arms/1/difference").isMissingNode()).isTrue();
        assertThat(terminal.out()).contains("| backward | 2 | 8 |", "minus longest", "There are 2 seeds");
        assertThat(to.resolve("experiment.html"))
                .content()
                .contains("<svg class=\"interval\"", "backward")
                .doesNotContain("{{");
        assertThat(to.resolve("experiment.csv"))
                .content()
                .startsWith("arm,seed,state,judge,mean_log_odds")
                .hasLineCount(5);
    }

    @Test
    void aCellEqualsTheSameRunAlone() throws IOException {
        Path to = folder.resolve("grid");
        assertThat(run(to)).as(terminal.err()).isZero();
        TinyRun alone = TinyRun.in(folder)
                .with("evaluate.held_out=4", "evaluate.kind=backward", "judge.kind=longest", "seed=2");
        assertThat(alone.type(terminal)).as(terminal.err()).isZero();
        assertThat(cell(to, "longest-seed-2").resolve("round-1/model/model.safetensors"))
                .hasSameBinaryContentAs(alone.path("round-1/model/model.safetensors"));
        try (LedgerReader one = LedgerReader.open(cell(to, "longest-seed-2"));
                LedgerReader other = LedgerReader.open(alone.folder())) {
            assertThat(one.round(1).results()).isEqualTo(other.round(1).results());
        }
    }

    @Test
    void killedInTheMiddleItIsResumedAndFinishedCellsAreNotRunAgain() throws IOException, InterruptedException {
        Path undisturbed = folder.resolve("undisturbed");
        assertThat(run(undisturbed)).as(terminal.err()).isZero();
        Path killed = folder.resolve("killed");
        Process process = SaoProcess.start(
                folder.resolve("log"), List.of("experiment", file.toString(), "--run", killed.toString()));
        Path third = cell(killed, "backward-seed-2");
        while (!isTraining(third)) {
            assertThat(process.waitFor(5, TimeUnit.MILLISECONDS))
                    .as("ended before its third cell")
                    .isFalse();
        }
        process.destroyForcibly().waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
        Path finished = cell(killed, "backward-seed-1").resolve("ledger.db");
        var before = Files.getLastModifiedTime(finished);

        assertThat(run(killed)).as(terminal.err()).isZero();
        assertThat(Files.getLastModifiedTime(finished)).isEqualTo(before);
        assertThat(comparable(killed)).isEqualTo(comparable(undisturbed));
    }

    private static boolean isTraining(Path run) {
        if (!Files.exists(run.resolve("ledger.db"))) {
            return false;
        }
        try (LedgerReader ledger = LedgerReader.open(run)) {
            return ledger.stages().stream().anyMatch(stage -> stage.stage() == RoundStage.TRAIN);
        } catch (RuntimeException e) { // the file is being made
            return false;
        }
    }

    /// {@return the results without folders and times}
    private JsonNode comparable(Path of) throws IOException {
        JsonNode results = results(of);
        results.get("cells").forEach(cell -> {
            ((ObjectNode) cell).remove("folder");
            ((ObjectNode) cell.get("secondary")).remove("seconds");
        });
        results.get("arms").forEach(arm -> ((ObjectNode) arm.get("secondary")).remove("seconds"));
        return results;
    }

    @Test
    void aDryRunWritesNothingAndNamesEveryCell() {
        Path to = folder.resolve("grid");
        assertThat(run(to, "--dry-run")).as(terminal.err()).isZero();
        assertThat(terminal.out())
                .contains("backward, seed 1", "longest, seed 1", "backward, seed 2", "longest, seed 2");
        assertThat(to).doesNotExist();
    }

    @Test
    void aCellThatAGuardStopsIsLeftOutAndTheOthersAreRun() throws IOException {
        file = grid("[1]", "{backward: {}, strict: {judge.audit.minimum_accuracy: 1.0, pairs.length_rho: 0.1}}");
        Path to = folder.resolve("grid");
        assertThat(run(to)).isEqualTo(3);
        JsonNode results = results(to);
        assertThat(results.at("/cells/0/state").asText()).isEqualTo("finished");
        assertThat(results.at("/cells/1/state").asText()).isEqualTo("stopped");
        assertThat(results.at("/arms/0/value/p").isNumber()).isTrue();
        assertThat(terminal.out()).contains("A guard stopped strict, seed 1", "There is one seed");
    }

    @Test
    void armsAndSeedsMayBeAddedButNothingElseChanged() throws IOException {
        Path to = folder.resolve("grid");
        file = grid("[1]", "{backward: {}}");
        assertThat(run(to)).as(terminal.err()).isZero();
        file = grid("[1]", "{backward: {train.epochs: 3}}");
        assertRefused(to, "The settings of the arm backward", "train.epochs was 2, now 3");
        file = grid("[1, 2]", "{other: {judge.kind: longest}}");
        assertRefused(to, "was started with the arm backward");
        file = grid("[2]", "{backward: {}}");
        assertRefused(to, "was started with the seed 1");
        file = grid("[1]", "{backward: {}}", "control: backward");
        assertRefused(to, "The control arm", "was fixed as ''");
        Files.writeString(file, Files.readString(grid("[1]", "{backward: {}}")).replace("mean_log_odds", "win_rate"));
        assertRefused(to, "was fixed as mean_log_odds by start on held_out, but the file has win_rate");
        file = grid("[1]", "{backward: {}, longest: {judge.kind: longest}}");
        assertThat(run(to)).as(terminal.err()).isZero();
        assertThat(results(to).get("cells")).hasSize(2);
    }

    private void assertRefused(Path to, String... words) {
        assertThat(run(to)).isEqualTo(2);
        assertThat(terminal.err()).contains(words);
    }

    @Test
    void allWrongSettingsOfAllArmsAreReportedBeforeAnythingRuns() throws IOException {
        file = grid(
                "[1, 1, x]",
                "{a: {train.epoch: 2}, b: {judge: {kind: coins}}, c: {}, d: {seed: 3}, e: {train.epochs: 2, train: {epochs: 3}}}",
                "control: nobody");
        Path to = folder.resolve("grid");
        assertRefused(
                to,
                "arm a: train.epoch is not a setting; did you mean train.epochs?",
                "arm b: judge.kind is \"coins\"",
                "seeds has 1 twice",
                "seeds has \"x\"",
                "arms.d sets the seed",
                "arms.e sets train.epochs twice",
                "control is nobody");
        assertThat(to).doesNotExist();
    }

    @Test
    void gridsWithoutAComparisonAreRefused() throws IOException {
        file = grid("[1]", "{a: {}, b: {judge.kind: backward}}");
        assertRefused(folder.resolve("grid"), "arms has a and b with the same settings");
        file = grid("[1]", "{a: {evaluate.held_out: 0}}");
        assertRefused(folder.resolve("grid"), "evaluate.held_out is 0 in arm a");
        file = grid("[1]", "{a: {evaluate.kind: auto}, b: {judge.kind: likelihood, evaluate.kind: auto}}");
        assertRefused(folder.resolve("grid"), "set evaluate.kind for all arms");
        Files.writeString(file, "seeds: [1]\narms: {a: {}}\nprimery: win_rate\n");
        assertRefused(
                folder.resolve("grid"),
                "primery is not a key of an experiment; did you mean primary?",
                "primary is missing");
        Files.writeString(file, "base: quickstartt\nseeds: [1]\narms: {a: {}}\nprimary: win_rate\n");
        assertRefused(folder.resolve("grid"), "There is no preset 'quickstartt'");
    }
}
