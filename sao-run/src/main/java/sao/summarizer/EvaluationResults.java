package sao.summarizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sao.domain.Judgment;
import sao.evaluation.ComparedPrompt;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.evaluation.LengthControl;
import sao.evaluation.ResponseStatistics;
import sao.evaluation.WinRate;
import sao.result.AnswerFigures;
import sao.result.ComparedAnswers;
import sao.result.JudgedRate;
import sao.result.MeasuredShare;
import sao.result.RoundResult;
import sao.result.RoundResult.MeasuredOn;
import sao.statistics.Bootstrap;

/// The results of measuring a trained model.
public final class EvaluationResults {
    private static final int MOST_COMPARED = 300;

    private EvaluationResults() {}

    /// {@return the results of all prompt sets that a round was measured on}
    ///
    /// @param reports one for each prompt set; none where nothing was measured
    public static List<RoundResult> of(List<EvaluationReport> reports) {
        List<RoundResult> results = new ArrayList<>();
        reports.forEach(report -> add(results, report));
        results.add(new MeasuredOn(
                reports.stream().anyMatch(report -> report.prompts().isHeldOut()),
                reports.stream().flatMap(report -> benchmark(report).stream()).toList()));
        return results;
    }

    private static Optional<String> benchmark(EvaluationReport report) {
        return report.prompts().isHeldOut()
                ? Optional.empty()
                : Optional.of(report.prompts().benchmark());
    }

    private static void add(List<RoundResult> results, EvaluationReport report) {
        Optional<String> benchmark = benchmark(report);
        for (int i = 0; i < report.measured().size(); i++) {
            Comparison comparison = report.measured().get(i);
            JudgedRate rate = rate(comparison);
            results.add(new RoundResult.WinRate(benchmark, i + 1, rate));
            results.add(new RoundResult.LengthControlled(
                    benchmark,
                    i + 1,
                    rate.lengthControlled(),
                    figures(comparison.baseline()),
                    figures(comparison.candidate()),
                    i == 0 ? compared(comparison) : List.of()));
        }
        results.add(new RoundResult.Control(benchmark, share(report.control().winRate())));
    }

    /// {@return the result of how often the model of the previous round ranks pairs the same way}
    ///
    /// @param same for each pair whether it does; at least one
    public static RoundResult agreement(List<Boolean> same) {
        double[] values = same.stream().mapToDouble(one -> one ? 1 : 0).toArray();
        double share = Arrays.stream(values).average().orElseThrow();
        return new RoundResult.LabelAgreement(
                new MeasuredShare(share, Bootstrap.of(values.length).ofMean(values), values.length));
    }

    private static JudgedRate rate(Comparison comparison) {
        WinRate rate = comparison.winRate();
        LengthControl length = comparison.lengthControlled();
        return new JudgedRate(
                comparison.judge(),
                share(rate),
                new MeasuredShare(length.winRate(), length.interval(), rate.prompts()),
                rate.wins(),
                rate.ties(),
                rate.losses(),
                comparison.unreadable(),
                comparison.tooLong());
    }

    private static List<ComparedAnswers> compared(Comparison comparison) {
        List<ComparedAnswers> compared = comparison.rows().stream()
                .filter(ComparedPrompt::readable)
                .map(EvaluationResults::compared)
                .sorted(Comparator.comparingDouble(ComparedAnswers::p).reversed())
                .toList();
        return Spread.of(compared, MOST_COMPARED);
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

    private static MeasuredShare share(WinRate rate) {
        return new MeasuredShare(rate.rate(), rate.interval(), rate.prompts());
    }
}
