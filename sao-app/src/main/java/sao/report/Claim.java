package sao.report;

import java.util.ArrayList;
import java.util.List;
import sao.result.JudgeAudit;
import sao.result.JudgedRate;
import sao.result.MeasuredShare;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.Measured;
import sao.summary.Measurement.Missing;
import sao.summary.RunSummary;

/// The conclusion that a run's confidence intervals support, and the reasons to doubt it.
///
/// @param tone `better`, `worse`, `open` or `missing`
/// @param title short form of the conclusion
/// @param verdict the conclusion, one or two sentences
/// @param cautions reasons to doubt the conclusion, one or two sentences each
record Claim(String tone, String title, String verdict, List<String> cautions) {
    private static final double MUCH_MORE_REPETITION = 0.05;

    Claim {
        cautions = List.copyOf(cautions);
    }

    /// {@return the conclusion of a run}
    static Claim of(RunSummary run) {
        return switch (run.measurement()) {
            case Missing missing ->
                new Claim(
                        "missing",
                        run.benchmarks().isEmpty() ? "Not measured yet" : "Measured on benchmarks alone",
                        missing.why(),
                        generalCautions(run));
            case Measured measured -> of(run, measured);
        };
    }

    private static Claim of(RunSummary run, Measured measured) {
        JudgedRate first = measured.byJudge().getFirst();
        MeasuredShare rate = first.winRate();
        String counted =
                "The trained model's answers won %s of %s held-out prompts against the start model's (ties count half). The 95\u00A0%% interval, %s,"
                        .formatted(Words.percent(rate.value()), Words.count(rate.n()), Words.range(rate));
        List<String> cautions = cautions(run, measured);
        if (rate.includesHalf()) {
            return new Claim(
                    "open",
                    "No difference shown",
                    counted + " includes 50\u00A0%: on this many prompts the run does not show that the models differ.",
                    cautions);
        }
        if (rate.aboveHalf()) {
            return new Claim(
                    "better",
                    "Better by this judge",
                    counted + " lies above 50\u00A0%: this judge prefers the trained model's answers.",
                    cautions);
        }
        return new Claim(
                "worse",
                "Worse by this judge",
                counted + " lies below 50\u00A0%: this judge prefers the start model's answers.",
                cautions);
    }

    private static List<String> cautions(RunSummary run, Measured measured) {
        List<String> cautions = generalCautions(run);
        JudgedRate first = measured.byJudge().getFirst();
        if (!measured.control().includesHalf()) {
            cautions.add(
                    "The control failed: the start model against itself came out at %s (%s), which excludes 50\u00A0%%. The measurement is biased, and its win rate is not reliable."
                            .formatted(Words.percent(measured.control().value()), Words.range(measured.control())));
        }
        if (!first.winRate().includesHalf() && first.lengthControlled().includesHalf()) {
            cautions.add(
                    "With length-controlled win rates the interval includes 50\u00A0%: length alone may explain the difference.");
        }
        chanceJudge(run, cautions);
        if (measured.byJudge().size() == 1) {
            String ranked = run.judge().model();
            cautions.add("Only the start model judged the measurement (%s), %s."
                    .formatted(
                            first.judge(),
                            ranked.isEmpty()
                                    ? "the judge whose verdicts it was trained on. An independent judge may decide otherwise"
                                    : "while the pairs were ranked by another model, %s".formatted(ranked)));
        }
        double more = measured.trained().repetitive() - measured.start().repetitive();
        if (more > MUCH_MORE_REPETITION) {
            cautions.add("The trained model repeats itself more: %s of its answers, against %s before."
                    .formatted(
                            Words.percent(measured.trained().repetitive()),
                            Words.percent(measured.start().repetitive())));
        }
        return cautions;
    }

    private static void chanceJudge(RunSummary run, List<String> cautions) {
        run.judge().audits().stream()
                .filter(audit -> audit.judge().equals(run.judge().name()))
                .map(JudgeAudit::all)
                .filter(all -> !all.aboveHalf())
                .forEach(all -> cautions.add(
                        "On %s probes of known order the judge was right in %s (%s): it was not shown to be better than chance."
                                .formatted(Words.count(all.n()), Words.percent(all.value()), Words.range(all))));
    }

    /// {@return the cautions that do not depend on a measurement on held-out prompts}
    private static List<String> generalCautions(RunSummary run) {
        List<String> cautions = new ArrayList<>();
        if (!run.state().equals("finished")) {
            cautions.add("The run is not finished (%s); figures may still change.".formatted(run.state()));
        }
        for (Benchmark benchmark : run.benchmarks()) {
            MeasuredShare control = benchmark.measured().control();
            if (!control.includesHalf()) {
                cautions.add(
                        "On %s the control failed: the start model against itself came out at %s (%s). Its win rate on this benchmark is not reliable."
                                .formatted(benchmark.name(), Words.percent(control.value()), Words.range(control)));
            }
        }
        return cautions;
    }
}
