package sao.evaluatecommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import sao.experimentresult.ResultsText;
import sao.ledger.LedgerReader;
import sao.protocol.PairedResult;
import sao.result.ConstraintFigures;
import sao.result.JudgedRate;
import sao.result.JudgedRate.PromptFigure;
import sao.result.MeasuredShare;
import sao.statistics.Holm;
import sao.statistics.Interval;
import sao.summarizer.LedgerSummary;
import sao.summarizer.RunOrigin;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.ByJudge;
import sao.summary.Measurement.Measured;
import sao.summary.RunSummary;
import sao.workspace.RunFolder;
import sao.yaml.SettingsWriter;

/// Runs side by side: the figures of their evaluations, the settings that differ, and paired differences on prompts
/// that two runs share.
///
/// @param runs the runs, at least two
/// @param differences paired differences of each run from the first
record RunComparison(List<ComparedRun> runs, List<Difference> differences) {
    private static final JsonMapper JSON = new JsonMapper();

    RunComparison {
        runs = List.copyOf(runs);
        differences = List.copyOf(differences);
    }

    /// A run.
    ///
    /// @param name folder of the run
    /// @param settings value of each setting by its path
    /// @param figures evaluation figures by their names, in order
    /// @param byPrompt figures of each prompt, by the name of the win rate
    record ComparedRun(
            String name,
            Map<String, String> settings,
            Map<String, Figure> figures,
            Map<String, List<PromptFigure>> byPrompt) {}

    /// A figure with its 95 % interval; `share` if it is shown in percent.
    record Figure(double value, Interval interval, boolean share) {
        String text() {
            return share
                    ? String.format(
                            Locale.ROOT,
                            "%.1f %% (%.1f to %.1f)",
                            100 * value,
                            100 * interval.low(),
                            100 * interval.high())
                    : String.format(Locale.ROOT, "%+.3f (%+.3f to %+.3f)", value, interval.low(), interval.high());
        }
    }

    /// The difference of a run from the first one in the win rate on the same prompts.
    ///
    /// @param figure name of the win rate
    /// @param run name of the other run
    /// @param result run minus first run
    /// @param holm p-value corrected by Holm for all differences
    record Difference(String figure, String run, PairedResult result, double holm) {}

    /// {@return the comparison of runs}
    ///
    /// @param folders of the runs
    static RunComparison of(List<Path> folders) {
        List<ComparedRun> runs = folders.stream().map(RunComparison::read).toList();
        List<Difference> found = new ArrayList<>();
        ComparedRun first = runs.getFirst();
        for (ComparedRun run : runs.subList(1, runs.size())) {
            first.byPrompt()
                    .forEach((figure, prompts) -> Optional.ofNullable(
                                    run.byPrompt().get(figure))
                            .flatMap(others -> paired(prompts, others))
                            .ifPresent(result -> found.add(new Difference(figure, run.name(), result, 1))));
        }
        double[] corrected = Holm.adjusted(
                found.stream().mapToDouble(one -> one.result().p()).toArray());
        List<Difference> differences = new ArrayList<>();
        for (Difference one : found) {
            differences.add(new Difference(one.figure(), one.run(), one.result(), corrected[differences.size()]));
        }
        return new RunComparison(runs, differences);
    }

    /// {@return the paired difference; empty if the runs were measured on other prompts}
    private static Optional<PairedResult> paired(List<PromptFigure> first, List<PromptFigure> second) {
        Map<String, Double> ofFirst =
                first.stream().collect(Collectors.toMap(PromptFigure::prompt, PromptFigure::winRate));
        List<PromptFigure> shared = second.stream()
                .filter(figure -> ofFirst.containsKey(figure.prompt()))
                .toList();
        if (shared.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(PairedResult.of(
                shared.stream()
                        .mapToDouble(figure -> Objects.requireNonNull(ofFirst.get(figure.prompt())))
                        .toArray(),
                shared.stream().mapToDouble(PromptFigure::winRate).toArray()));
    }

    private static ComparedRun read(Path path) {
        RunFolder folder = new RunFolder(path);
        try (LedgerReader ledger = LedgerReader.open(path)) {
            RunSummary summary = LedgerSummary.of(
                    ledger, new RunOrigin(folder.name(), folder.readSettings().model(), "", Map.of()), Instant.now());
            Map<String, Figure> figures = new LinkedHashMap<>();
            Map<String, List<PromptFigure>> byPrompt = new LinkedHashMap<>();
            if (summary.measurement() instanceof Measured measured) {
                add(figures, byPrompt, "held-out", measured);
            }
            for (Benchmark benchmark : summary.benchmarks()) {
                add(figures, byPrompt, benchmark.name(), benchmark.measured());
            }
            for (ConstraintFigures constraints : summary.constraints()) {
                figures.put(
                        "constraints, trained minus start",
                        new Figure(constraints.difference(), constraints.interval(), false));
            }
            return new ComparedRun(path.toString(), SettingsWriter.byPath(folder.readSettings()), figures, byPrompt);
        }
    }

    private static void add(
            Map<String, Figure> figures, Map<String, List<PromptFigure>> byPrompt, String set, Measured measured) {
        for (ByJudge judged : measured.byJudge()) {
            JudgedRate rate = judged.rate();
            String name = "%s, judge %s of %s"
                    .formatted(set, rate.judge(), rate.origin().model());
            share(figures, name + ": win rate", rate.winRate());
            byPrompt.put(name + ": win rate", rate.byPrompt());
            if (rate.logOdds().known()) {
                figures.put(
                        name + ": mean log-odds",
                        new Figure(rate.logOdds().value(), rate.logOdds().interval(), false));
            }
            share(figures, name + ": LC (minimal)", rate.lengthControlled());
            share(figures, name + ": at similar length", rate.lengthMatched());
            share(figures, name + ": control", judged.control());
        }
    }

    private static void share(Map<String, Figure> figures, String name, MeasuredShare share) {
        if (share.known()) {
            figures.put(name, new Figure(share.value(), share.interval(), true));
        }
    }

    /// {@return Markdown tables: figures, paired differences and settings}
    List<String> lines() {
        List<String> lines = new ArrayList<>(table(
                "figure",
                names(ComparedRun::figures),
                (run, name) -> Optional.ofNullable(run.figures().get(name))
                        .map(Figure::text)
                        .orElse("–")));
        lines.add("");
        if (differences.isEmpty()) {
            lines.add("No paired differences: the runs were not measured by the same judge on the same prompts.");
        } else {
            lines.add("| minus %s on the same prompts | figure | n | difference | 95 %% | p | Holm |"
                    .formatted(runs.getFirst().name()));
            lines.add("| --- ".repeat(7) + "|");
        }
        for (Difference one : differences) {
            PairedResult result = one.result();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %d | %+.1f points | %+.1f to %+.1f | %s | %s |",
                    one.run(),
                    one.figure(),
                    result.n(),
                    100 * result.difference(),
                    100 * result.interval().low(),
                    100 * result.interval().high(),
                    ResultsText.probability(Optional.of(result.p())),
                    ResultsText.probability(Optional.of(one.holm()))));
        }
        lines.add("");
        List<String> changed = changed();
        if (changed.isEmpty()) {
            lines.add("All settings are equal.");
        } else {
            lines.addAll(table("setting", changed, (run, name) -> run.settings().getOrDefault(name, "–")));
        }
        return lines;
    }

    private List<String> table(String corner, List<String> rows, Cell cell) {
        List<String> lines = new ArrayList<>();
        lines.add("| %s | %s |"
                .formatted(
                        corner,
                        String.join(" | ", runs.stream().map(ComparedRun::name).toList())));
        lines.add("| --- ".repeat(runs.size() + 1) + "|");
        rows.forEach(row -> lines.add("| %s | %s |"
                .formatted(
                        row,
                        String.join(
                                " | ",
                                runs.stream().map(run -> cell.of(run, row)).toList()))));
        return lines;
    }

    /// The text of a cell.
    private interface Cell {
        String of(ComparedRun run, String row);
    }

    private List<String> names(Function<ComparedRun, Map<String, ?>> map) {
        Set<String> names = new LinkedHashSet<>();
        runs.forEach(run -> names.addAll(map.apply(run).keySet()));
        return List.copyOf(names);
    }

    private List<String> changed() {
        return names(ComparedRun::settings).stream()
                .filter(name -> runs.stream()
                                .map(run -> run.settings().getOrDefault(name, ""))
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    /// {@return a JSON object for each run}
    List<String> json() {
        return runs.stream().map(this::json).toList();
    }

    private String json(ComparedRun run) {
        ObjectNode tree = JSON.createObjectNode().put("run", run.name());
        ObjectNode figures = tree.putObject("figures");
        run.figures()
                .forEach((name, figure) -> figures.putObject(name)
                        .put("value", figure.value())
                        .put("low", figure.interval().low())
                        .put("high", figure.interval().high()));
        ObjectNode paired = tree.putObject("minus_first");
        differences.stream()
                .filter(one -> one.run().equals(run.name()))
                .forEach(one -> paired.putObject(one.figure())
                        .put("n", one.result().n())
                        .put("difference", one.result().difference())
                        .put("low", one.result().interval().low())
                        .put("high", one.result().interval().high())
                        .put("p", one.result().p())
                        .put("p_holm", one.holm()));
        ObjectNode settings = tree.putObject("settings");
        changed().forEach(name -> settings.put(name, run.settings().get(name)));
        return tree.toString();
    }
}
