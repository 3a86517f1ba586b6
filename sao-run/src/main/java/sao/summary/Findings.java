package sao.summary;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import sao.audit.AuditTable;
import sao.domain.Judgment;
import sao.evaluation.ComparedPrompt;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.evaluation.LengthControl;
import sao.evaluation.ResponseStatistics;
import sao.evaluation.WinRate;
import sao.rows.Evaluation;
import sao.statistics.Bootstrap;
import sao.statistics.Interval;
import sao.summary.Measurement.AnswerFigures;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.ComparedAnswers;
import sao.summary.Measurement.JudgedRate;

/// What was found out about a judge and about a trained model, as rows of the ledger: a run records them
/// when they are known, and a report reads them back, in whatever process.
///
/// Metrics: `win_rate/start` by the start model's own judgment, `win_rate/judge-2` and on by others,
/// `length_controlled/…` beside each, and `control`; the same under `benchmark/NAME/` for each benchmark;
/// `measured_on`, which says of which sets of prompts these stand; `judge_audit/JUDGE`, and `label_agreement`
/// with the round before.
public final class Findings {
    /// Under this key a run records the pairs that training left out, as [#notTrained(Map)] writes them.
    public static final String NOT_TRAINED = "not_trained";

    private static final int MOST_COMPARED = 300;
    private static final String RATE = "win_rate/";
    private static final String LENGTH_CONTROLLED = "length_controlled/";
    private static final String CONTROL = "control";
    private static final String BENCHMARK = "benchmark/%s/";
    private static final String MEASURED_ON = "measured_on";
    private static final String AGREEMENT = "label_agreement";

    private Findings() {}

    /// What stands beside the first judge's win rate.
    private record Details(AnswerFigures start, AnswerFigures trained, List<ComparedAnswers> compared) {}

    /// The sets of prompts that were measured on last; what is recorded of others is of an earlier model.
    private record MeasuredOn(boolean heldOut, List<String> benchmarks) {
        static MeasuredOn of(List<EvaluationReport> reports) {
            return new MeasuredOn(
                    reports.stream().anyMatch(report -> report.prompts().isHeldOut()),
                    reports.stream()
                            .filter(report -> !report.prompts().isHeldOut())
                            .map(report -> report.prompts().benchmark())
                            .toList());
        }

        /// Runs that knew no benchmarks measured on held-out prompts.
        static MeasuredOn in(List<Evaluation> rows) {
            return rows.stream()
                    .filter(row -> row.metric().equals(MEASURED_ON))
                    .findFirst()
                    .map(row -> SummaryJson.read(row.json(), MeasuredOn.class))
                    .orElse(new MeasuredOn(true, List.of()));
        }
    }

    /// {@return the rows of all that a round was measured on}
    ///
    /// @param reports one for each set of prompts; none where nothing was measured
    public static List<Evaluation> of(List<EvaluationReport> reports) {
        List<Evaluation> rows = new ArrayList<>();
        reports.forEach(report -> {
            String prefix = report.prompts().isHeldOut()
                    ? ""
                    : BENCHMARK.formatted(report.prompts().benchmark());
            of(report).forEach(row -> rows.add(named(prefix + row.metric(), row)));
        });
        rows.add(new Evaluation(MEASURED_ON, 0, reports.size(), 0, 0, SummaryJson.write(MeasuredOn.of(reports))));
        return rows;
    }

    private static Evaluation named(String metric, Evaluation row) {
        return new Evaluation(metric, row.value(), row.n(), row.low(), row.high(), row.json());
    }

    private static List<Evaluation> of(EvaluationReport report) {
        List<Evaluation> rows = new ArrayList<>();
        for (int i = 0; i < report.measured().size(); i++) {
            Comparison comparison = report.measured().get(i);
            String judge = i == 0 ? "start" : "judge-%d".formatted(i + 1);
            JudgedRate rate = rate(comparison);
            rows.add(row(RATE + judge, rate.winRate(), rate));
            rows.add(row(LENGTH_CONTROLLED + judge, rate.lengthControlled(), details(comparison, i == 0)));
        }
        Figure control = figure(report.control().winRate());
        rows.add(row(CONTROL, control, control));
        return rows;
    }

    /// {@return the row of how often the model of the round before ranks pairs the same way}
    ///
    /// @param same for each pair whether it does; at least one
    public static Evaluation agreement(List<Boolean> same) {
        double[] values = same.stream().mapToDouble(one -> one ? 1 : 0).toArray();
        double share = Arrays.stream(values).average().orElseThrow();
        Figure figure = new Figure(share, Bootstrap.of(values.length).ofMean(values), values.length);
        return row(AGREEMENT, figure, figure);
    }

    /// {@return the row of a judge's audit}
    public static List<Evaluation> of(AuditTable table) {
        return List.of(AuditFindings.row(table));
    }

    /// {@return the pairs that training left out, for the ledger's record under [#NOT_TRAINED]}
    ///
    /// @param dropped how many, by reason
    public static String notTrained(Map<String, Integer> dropped) {
        return SummaryJson.write(new TreeMap<>(dropped));
    }

    /// {@return the pairs that training left out, by reason}
    static Map<String, Long> notTrained(Optional<String> recorded) {
        Map<String, Long> dropped = new LinkedHashMap<>();
        for (String json : recorded.stream().toList()) {
            SummaryJson.read(json, JsonNode.class)
                    .properties()
                    .forEach(entry ->
                            dropped.put(entry.getKey(), entry.getValue().asLong()));
        }
        return dropped;
    }

    /// {@return the measurement on held-out prompts in a round's rows}
    public static Measurement measurement(List<Evaluation> rows) {
        return MeasuredOn.in(rows).heldOut()
                ? set(rows)
                : new Measurement.Missing("No prompts were held out (evaluate.held_out is 0).");
    }

    /// {@return the measurement on each benchmark in a round's rows}
    public static List<Benchmark> benchmarks(List<Evaluation> rows) {
        List<Benchmark> benchmarks = new ArrayList<>();
        for (String name : MeasuredOn.in(rows).benchmarks()) {
            if (set(under(BENCHMARK.formatted(name), rows)) instanceof Measurement.Measured measured) {
                benchmarks.add(new Benchmark(name, measured));
            }
        }
        return benchmarks;
    }

    private static List<Evaluation> under(String prefix, List<Evaluation> rows) {
        return rows.stream()
                .filter(row -> row.metric().startsWith(prefix))
                .map(row -> named(row.metric().substring(prefix.length()), row))
                .toList();
    }

    /// {@return the measurement on one set of prompts}
    private static Measurement set(List<Evaluation> rows) {
        List<JudgedRate> rates = rows.stream()
                .filter(row -> row.metric().startsWith(RATE))
                .sorted(Comparator.comparing((Evaluation row) -> !row.metric().equals(RATE + "start"))
                        .thenComparing(Evaluation::metric))
                .map(row -> SummaryJson.read(row.json(), JudgedRate.class))
                .toList();
        Evaluation control = find(rows, CONTROL);
        Evaluation details = find(rows, LENGTH_CONTROLLED + "start");
        if (rates.isEmpty() || control.n() == 0 || details.n() == 0) {
            return new Measurement.Missing("The trained model has not been measured against the start model yet.");
        }
        Details beside = SummaryJson.read(details.json(), Details.class);
        return new Measurement.Measured(
                rates,
                SummaryJson.read(control.json(), Figure.class),
                beside.start(),
                beside.trained(),
                beside.compared());
    }

    /// {@return what a round's rows say, in a sentence}
    ///
    /// @param pairs of the round
    static String words(List<Evaluation> rows, long pairs) {
        StringBuilder words = new StringBuilder("%d pairs".formatted(pairs));
        if (MeasuredOn.in(rows).heldOut()) {
            add(words, find(rows, RATE + "start"), "; its model wins %s against its start");
        }
        for (String name : MeasuredOn.in(rows).benchmarks()) {
            add(words, find(rows, BENCHMARK.formatted(name) + RATE + "start"), "; on " + literal(name) + " %s");
        }
        add(words, find(rows, AGREEMENT), "; the model of the round before ranks %s of the pairs the same way");
        return words.toString();
    }

    /// {@return a name in which nothing stands for a value}
    private static String literal(String name) {
        return name.replace("%", "%%");
    }

    private static void add(StringBuilder words, Evaluation row, String said) {
        if (row.n() > 0) {
            words.append(said.formatted("%.1f %% (%.1f to %.1f, n = %d)"
                    .formatted(100 * row.value(), 100 * row.low(), 100 * row.high(), row.n())));
        }
    }

    private static Evaluation find(List<Evaluation> rows, String metric) {
        return rows.stream()
                .filter(row -> row.metric().equals(metric))
                .findFirst()
                .orElse(new Evaluation(metric, 0, 0, 0, 0, "{}"));
    }

    private static Evaluation row(String metric, Figure figure, Object more) {
        Interval interval = figure.interval();
        return new Evaluation(
                metric, figure.value(), figure.n(), interval.low(), interval.high(), SummaryJson.write(more));
    }

    private static JudgedRate rate(Comparison comparison) {
        WinRate rate = comparison.winRate();
        LengthControl length = comparison.lengthControlled();
        return new JudgedRate(
                comparison.judge(),
                figure(rate),
                new Figure(length.winRate(), length.interval(), rate.prompts()),
                rate.wins(),
                rate.ties(),
                rate.losses(),
                comparison.unreadable(),
                comparison.tooLong());
    }

    private static Details details(Comparison comparison, boolean withAnswers) {
        List<ComparedAnswers> compared = comparison.rows().stream()
                .filter(ComparedPrompt::readable)
                .map(Findings::compared)
                .sorted(Comparator.comparingDouble(ComparedAnswers::p).reversed())
                .toList();
        return new Details(
                figures(comparison.baseline()),
                figures(comparison.candidate()),
                withAnswers ? Spread.of(compared, MOST_COMPARED) : List.of());
    }

    private static ComparedAnswers compared(ComparedPrompt row) {
        double given = 0;
        double swapped = 0;
        if (row.judgment() instanceof Judgment.Ranked ranked) {
            given = ranked.given();
            swapped = ranked.swapped();
        }
        return new ComparedAnswers(
                row.prompt().text(),
                row.baseline().text(),
                row.candidate().text(),
                row.probability(),
                sigmoid(given),
                sigmoid(-swapped));
    }

    static double sigmoid(double logOdds) {
        return 1 / (1 + Math.exp(-logOdds));
    }

    private static AnswerFigures figures(ResponseStatistics statistics) {
        return new AnswerFigures(
                statistics.responses(),
                statistics.meanTokens().orElse(Double.NaN), // shown as unknown
                statistics.meanLength(),
                statistics.repetitionRate(),
                statistics.truncatedShare(),
                statistics.distinctWords());
    }

    private static Figure figure(WinRate rate) {
        return new Figure(rate.rate(), rate.interval(), rate.prompts());
    }
}
