package sao.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.evaluation.EvaluationReport.JudgedComparison;
import sao.evaluation.WinRate;
import sao.progress.Wording;
import sao.result.ConstraintFigures;
import sao.result.JudgedRate.JudgeOrigin;
import sao.statistics.Interval;
import sao.summarizer.EvaluationResults;
import sao.trainer.TrainedModel;
import sao.trainstage.TrainingSetup;
import sao.workspace.RunFolder;

/// The results of a run as lines for the user. A difference is claimed as in
/// [sao.result.JudgedRate#verdict].
final class Summary {
    /// Lines that version 0.1 kept in the ledger with the results.
    private static final Pattern OUTDATED = Pattern.compile("(?:Took|Model|Report) {3,5}");

    private Summary() {}

    /// {@return the results as lines, without paths and times, so that the ledger can store them}
    static List<String> of(List<EvaluationReport> measured) {
        if (measured.isEmpty()) {
            return List.of("Nothing was measured: there are neither held-out prompts (evaluate.held_out) nor benchmarks"
                    + " (evaluate.benchmarks).");
        }
        return measured.stream().flatMap(report -> of(report).stream()).toList();
    }

    /// {@return lines that state the rollbacks of a training, its learning rate after them, and the held-out pairs
    /// before and after it}
    static List<String> training(TrainedModel.Course course) {
        List<String> lines = new ArrayList<>();
        lines.add("Training " + TrainingSetup.rateSentence(course));
        course.heldOut().ifPresent(change -> lines.add("Pairs    " + change.words()));
        return lines;
    }

    /// {@return a line that names the round whose model is the result, if that is not simply the last round}
    ///
    /// @param rounds that the settings ask for
    /// @param last number of the last round
    /// @param kept number of the round whose model is the result
    /// @param won whether the last round's model won against its start
    static Optional<String> kept(int rounds, int last, int kept, boolean won) {
        if (kept != last) {
            return Optional.of("Kept     the model of round %d, the last that won; that of round %d did not"
                    .formatted(kept, last));
        }
        return won || rounds == 1
                ? Optional.empty()
                : Optional.of("Kept     the model of round %d, although it did not win: no earlier round was trained"
                        .formatted(kept));
    }

    /// {@return the results followed by the current paths of model and report}
    ///
    /// @param results lines of [#of], possibly from an earlier process and a folder of another name
    /// @param round the round whose model is the result
    /// @param time a sentence about the time taken
    static List<String> in(RunFolder folder, int round, List<String> results, String time) {
        List<String> lines = new ArrayList<>();
        results.stream().filter(line -> !OUTDATED.matcher(line).lookingAt()).forEach(lines::add);
        lines.add("Took     " + time);
        lines.add("Model    %s (sao chat %s)".formatted(folder.model(round), folder.model(round)));
        lines.add("Report   %s".formatted(folder.report()));
        return lines;
    }

    private static List<String> of(EvaluationReport report) {
        JudgedComparison leading = report.leading();
        List<String> lines = new ArrayList<>(result(report, leading));
        report.measured().stream()
                .filter(judged -> !judged.equals(leading))
                .forEach(judged -> lines.add(another(judged)));
        lines.add(lengths(leading));
        report.againstFirst().ifPresent(compared -> lines.add(againstFirst(compared)));
        report.measured()
                .forEach(judged -> lines.add(control(judged, report.measured().size() > 1)));
        return lines;
    }

    private static List<String> result(EvaluationReport report, JudgedComparison leading) {
        Comparison comparison = leading.measured();
        WinRate rate = comparison.winRate();
        return List.of(
                "%-8s the trained model wins %s against the start (95 %% interval %s) on %d %s%s,"
                        .formatted(
                                report.prompts().isHeldOut() ? "Result" : "Bench",
                                Wording.percent(rate.rate()),
                                Wording.interval(rate.interval()),
                                rate.prompts(),
                                report.prompts().words(),
                                comparison.tooLong() == 0
                                        ? ""
                                        : " (%d more have no answer: too long or refused)"
                                                .formatted(comparison.tooLong())),
                "         mean log-odds %s; %d answers of each model to a prompt;"
                        .formatted(logOdds(comparison), comparison.draws()),
                "         judged by %s: %s.".formatted(judge(leading), claim(leading.origin(), leading.measured())));
    }

    private static String another(JudgedComparison judged) {
        WinRate rate = judged.measured().winRate();
        return "Judge    %s: wins %s (%s), mean log-odds %s: %s"
                .formatted(
                        judge(judged),
                        Wording.percent(rate.rate()),
                        Wording.interval(rate.interval()),
                        logOdds(judged.measured()),
                        claim(judged.origin(), judged.measured()));
    }

    private static String lengths(JudgedComparison leading) {
        Comparison comparison = leading.measured();
        String tokens = "mean %s tokens, %s before"
                .formatted(
                        rounded(comparison.candidate().meanTokens()),
                        rounded(comparison.baseline().meanTokens()));
        return "Length   "
                + comparison
                        .lengthControlled()
                        .map(length -> "at equal length %s (%s); "
                                .formatted(Wording.percent(length.winRate()), Wording.interval(length.interval())))
                        .or(() -> comparison
                                .lengthMatched()
                                .map(matched -> "in %d pairs of similar length on %d prompts %s (%s); "
                                        .formatted(
                                                matched.pairs(),
                                                matched.winRate().prompts(),
                                                Wording.percent(
                                                        matched.winRate().rate()),
                                                Wording.interval(
                                                        matched.winRate().interval()))))
                        .orElse("")
                + tokens;
    }

    private static String control(JudgedComparison judged, boolean several) {
        WinRate control = judged.control().winRate();
        return "Control  the start model's answers against each other%s: %s (%s), mean log-odds %s%s"
                .formatted(
                        several
                                ? " by %s (%s)"
                                        .formatted(
                                                judged.origin().modelWords(),
                                                judged.measured().judge())
                                : "",
                        Wording.percent(control.rate()),
                        Wording.interval(control.interval()),
                        logOdds(judged.control()),
                        judged.controlHolds()
                                ? ""
                                : "; it differs from 50 % at the 99.9 % level, so do not trust the result");
    }

    private static String judge(JudgedComparison judged) {
        return "%s (%s), %s"
                .formatted(
                        judged.origin().modelWords(),
                        judged.measured().judge(),
                        judged.origin().relationWords());
    }

    private static String logOdds(Comparison comparison) {
        return Wording.logOdds(comparison.logOdds().mean(), comparison.logOdds().interval());
    }

    /// {@return the pass rates on verifiable constraints as lines for the user}
    static List<String> constraints(ConstraintFigures figures) {
        Interval interval = figures.interval();
        return List.of(
                "Rules    the trained model meets its constraint in %s of %d answers, the start model in %s:"
                        .formatted(
                                Wording.percent(figures.trained().value()),
                                figures.trained().n(),
                                Wording.percent(figures.start().value())),
                String.format(
                        Locale.ROOT,
                        "         a difference of %+.1f points (95 %% interval %+.1f to %+.1f) on %d prompts, verified by rules: %s.",
                        100 * figures.difference(),
                        100 * interval.low(),
                        100 * interval.high(),
                        figures.prompts(),
                        interval.low() > 0
                                ? "better than the start"
                                : interval.high() < 0 ? "worse than the start" : "no difference can be claimed"));
    }

    private static String againstFirst(Comparison compared) {
        WinRate rate = compared.winRate();
        return "Overall  %s against the model that the run began with (%s), mean log-odds %s, judged by that model: %s"
                .formatted(
                        Wording.percent(rate.rate()),
                        Wording.interval(rate.interval()),
                        logOdds(compared),
                        claim(JudgeOrigin.TRAINING_SIGNAL, compared));
    }

    private static String claim(JudgeOrigin origin, Comparison comparison) {
        return switch (EvaluationResults.rate(origin, comparison).verdict()) {
            case BETTER -> "better than the start by this judge";
            case WORSE -> "worse than the start by this judge";
            case OPEN -> "no difference can be claimed";
        };
    }

    private static String rounded(OptionalDouble tokens) {
        return tokens.isPresent() ? String.format(Locale.ROOT, "%.0f", tokens.getAsDouble()) : "unknown";
    }
}
