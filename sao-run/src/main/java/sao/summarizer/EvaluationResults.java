package sao.summarizer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import sao.domain.Judgment;
import sao.evaluation.ComparedPair;
import sao.evaluation.Comparison;
import sao.evaluation.Comparison.LengthMatched;
import sao.evaluation.EvaluationReport;
import sao.evaluation.EvaluationReport.JudgedComparison;
import sao.evaluation.MeanLogOdds;
import sao.evaluation.ResponseStatistics;
import sao.evaluation.WinRate;
import sao.result.AnswerFigures;
import sao.result.ComparedAnswers;
import sao.result.JudgedRate;
import sao.result.JudgedRate.JudgeOrigin;
import sao.result.JudgedRate.PromptFigure;
import sao.result.MeasuredShare;
import sao.result.RoundResult;
import sao.result.RoundResult.MeasuredOn;
import sao.statistics.Bootstrap;
import sao.statistics.MeasuredMean;

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
                reports.stream().flatMap(report -> benchmark(report).stream()).toList(),
                reports.stream()
                        .mapToInt(report -> report.measured().size())
                        .max()
                        .orElse(0)));
        return results;
    }

    private static Optional<String> benchmark(EvaluationReport report) {
        return report.prompts().isHeldOut()
                ? Optional.empty()
                : Optional.of(report.prompts().benchmark());
    }

    private static void add(List<RoundResult> results, EvaluationReport report) {
        Optional<String> benchmark = benchmark(report);
        int place = 0;
        for (JudgedComparison judged : report.measured()) {
            place++;
            Comparison comparison = judged.measured();
            JudgedRate rate = rate(judged.origin(), comparison);
            results.add(new RoundResult.WinRate(benchmark, place, rate));
            results.add(new RoundResult.LengthControlled(
                    benchmark,
                    place,
                    rate.lengthControlled(),
                    figures(comparison.baseline()),
                    figures(comparison.candidate()),
                    judged.equals(report.leading()) ? compared(comparison) : List.of()));
            Comparison control = judged.control();
            results.add(new RoundResult.Control(benchmark, place, share(control.winRate()), mean(control.logOdds())));
        }
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

    /// {@return the figures of one judge}
    ///
    /// @param origin of the judge
    public static JudgedRate rate(JudgeOrigin origin, Comparison comparison) {
        WinRate rate = comparison.winRate();
        return new JudgedRate(
                comparison.judge(),
                origin,
                share(rate),
                mean(comparison.logOdds()),
                comparison
                        .lengthControlled()
                        .map(length -> new MeasuredShare(length.winRate(), length.interval(), rate.prompts()))
                        .orElse(MeasuredShare.NONE),
                comparison
                        .lengthMatched()
                        .map(matched -> share(matched.winRate()))
                        .orElse(MeasuredShare.NONE),
                comparison.lengthMatched().map(LengthMatched::pairs).orElse(0),
                rate.wins(),
                rate.ties(),
                rate.losses(),
                comparison.unreadable(),
                comparison.tooLong(),
                byPrompt(comparison));
    }

    private static List<PromptFigure> byPrompt(Comparison comparison) {
        Map<String, List<ComparedPair>> pairs = new LinkedHashMap<>();
        comparison.pairs().stream()
                .filter(ComparedPair::readable)
                .forEach(pair -> pairs.computeIfAbsent(pair.prompt().id(), _ -> new ArrayList<>())
                        .add(pair));
        return pairs.entrySet().stream()
                .map(each -> new PromptFigure(
                        each.getKey(),
                        mean(each.getValue(), ComparedPair::outcome),
                        mean(each.getValue(), ComparedPair::logOdds)))
                .toList();
    }

    private static double mean(List<ComparedPair> pairs, ToDoubleFunction<ComparedPair> value) {
        return pairs.stream().mapToDouble(value).average().orElseThrow();
    }

    /// {@return examples: one pair of answers to each prompt}
    private static List<ComparedAnswers> compared(Comparison comparison) {
        Map<String, ComparedPair> ofPrompt = new LinkedHashMap<>();
        comparison.pairs().stream()
                .filter(ComparedPair::readable)
                .forEach(pair -> ofPrompt.putIfAbsent(pair.prompt().id(), pair));
        List<ComparedAnswers> compared = ofPrompt.values().stream()
                .map(EvaluationResults::compared)
                .sorted(Comparator.comparingDouble(ComparedAnswers::p).reversed())
                .toList();
        return Spread.of(compared, MOST_COMPARED);
    }

    private static ComparedAnswers compared(ComparedPair row) {
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

    private static MeasuredMean mean(MeanLogOdds logOdds) {
        return new MeasuredMean(logOdds.mean(), logOdds.interval(), logOdds.deviation(), logOdds.prompts());
    }
}
