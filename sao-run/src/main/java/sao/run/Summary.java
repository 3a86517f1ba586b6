package sao.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.evaluation.WinRate;
import sao.progress.StageMeter;
import sao.progress.Wording;
import sao.stage.RoundContext;
import sao.statistics.Interval;
import sao.workspace.RunFolder;

/// What a run says at its end, and no more than its intervals allow.
final class Summary {
    private Summary() {}

    /// {@return the lines}
    ///
    /// @param seconds that this process took
    static List<String> of(RoundContext context, List<EvaluationReport> measured, double seconds) {
        List<String> lines = new ArrayList<>();
        if (measured.isEmpty()) {
            lines.add("Nothing was measured: there are neither held-out prompts (evaluate.held_out) nor benchmarks"
                    + " (evaluate.benchmarks).");
        }
        measured.forEach(report -> lines.addAll(of(report)));
        lines.add("Took     %s in this process".formatted(StageMeter.clock(seconds)));
        return lines;
    }

    /// {@return the lines that name the model handed over and the report}
    ///
    /// @param kept number of the round whose model is handed over
    /// @param won whether the last round's model won against its start
    static List<String> handedOver(RoundContext context, int kept, boolean won) {
        RunFolder folder = context.folder();
        List<String> lines = new ArrayList<>();
        if (kept != context.round()) {
            lines.add("Kept     the model of round %d, the last that won; that of round %d did not and is in %s"
                    .formatted(kept, context.round(), folder.model(context.round())));
        } else if (!won && context.settings().rounds() > 1) {
            lines.add("Kept     the model of round %d, although it did not win: no earlier round was trained"
                    .formatted(kept));
        }
        lines.add("Model    %s (sao chat %s)".formatted(folder.model(kept), folder.model(kept)));
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
                        first.tooLong() == 0 ? "" : " (%d more are too long)".formatted(first.tooLong())));
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
