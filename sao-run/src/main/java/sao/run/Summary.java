package sao.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.evaluation.WinRate;
import sao.progress.Wording;
import sao.result.ConstraintFigures;
import sao.statistics.Interval;
import sao.trainer.TrainedModel;
import sao.trainstage.TrainingSetup;
import sao.workspace.RunFolder;

/// The results of a run as lines for the user. A difference is claimed only if the confidence interval excludes
/// 50 %.
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

    /// {@return a line that states the rollbacks of a training and its learning rate after them}
    static String training(TrainedModel.Course course) {
        return "Training " + TrainingSetup.rateSentence(course);
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
        Comparison first = report.measured().getFirst();
        WinRate rate = first.winRate();
        List<String> lines = new ArrayList<>();
        lines.add("%-8s the trained model wins %s against the start (95 %% interval %s) on %d %s%s,"
                .formatted(
                        report.prompts().isHeldOut() ? "Result" : "Bench",
                        Wording.percent(rate.rate()),
                        Wording.interval(rate.interval()),
                        rate.prompts(),
                        report.prompts().words(),
                        first.tooLong() == 0
                                ? ""
                                : " (%d more have no answer: too long or refused)".formatted(first.tooLong())));
        lines.add("         judged by the start model (%s): %s.".formatted(first.judge(), claim(rate.interval())));
        lines.add("Length   at equal length %s (%s); mean %s tokens, %s before"
                .formatted(
                        Wording.percent(first.lengthControlled().winRate()),
                        Wording.interval(first.lengthControlled().interval()),
                        rounded(first.candidate().meanTokens()),
                        rounded(first.baseline().meanTokens())));
        report.againstFirst().ifPresent(compared -> lines.add(againstFirst(compared)));
        WinRate control = report.control().winRate();
        lines.add("Control  the start model against itself with other seeds: %s (%s)%s"
                .formatted(
                        Wording.percent(control.rate()),
                        Wording.interval(control.interval()),
                        report.controlHolds() ? "" : "; it should contain 50 %, so do not trust the result"));
        return lines;
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
        return "Overall  %s against the model that the run began with (%s), judged by that model: %s"
                .formatted(Wording.percent(rate.rate()), Wording.interval(rate.interval()), claim(rate.interval()));
    }

    private static String claim(Interval interval) {
        if (interval.low() > 0.5) {
            return "better than the start by this judge";
        }
        return interval.high() < 0.5 ? "worse than the start by this judge" : "no difference can be claimed";
    }

    private static String rounded(OptionalDouble tokens) {
        return tokens.isPresent() ? String.format(Locale.ROOT, "%.0f", tokens.getAsDouble()) : "unknown";
    }
}
