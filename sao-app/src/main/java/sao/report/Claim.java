package sao.report;

import java.util.ArrayList;
import java.util.List;
import sao.result.JudgeAudit;
import sao.result.JudgedRate;
import sao.result.JudgedRate.Verdict;
import sao.result.MeasuredShare;
import sao.summary.Measurement.Benchmark;
import sao.summary.Measurement.ByJudge;
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
        JudgedRate rate = measured.leading().rate();
        List<String> cautions = cautions(run, measured);
        String counted = counted(rate);
        return switch (rate.verdict()) {
            case OPEN ->
                new Claim(
                        "open",
                        "No difference shown",
                        counted
                                + " On %s prompts the run does not show that the models differ."
                                        .formatted(Words.count(rate.winRate().n())),
                        cautions);
            case BETTER ->
                new Claim(
                        "better",
                        "Better by this judge",
                        counted + " This judge prefers the trained model's answers.",
                        cautions);
            case WORSE ->
                new Claim(
                        "worse",
                        "Worse by this judge",
                        counted + " This judge prefers the start model's answers.",
                        cautions);
        };
    }

    private static String counted(JudgedRate rate) {
        String won =
                "The trained model's answers won %s against the start model's on %s held-out prompts (ties count half; 95\u00A0%% interval %s)"
                        .formatted(
                                Words.percent(rate.winRate().value()),
                                Words.count(rate.winRate().n()),
                                Words.range(rate.winRate()));
        String mean = rate.logOdds().known()
                ? "; the mean log-odds are %s (%s)"
                        .formatted(Words.logOdds(rate.logOdds().value()), Words.range(rate.logOdds()))
                : "";
        return "%s%s. Judge: %s (%s), %s."
                .formatted(
                        won,
                        mean,
                        rate.origin().modelWords(),
                        rate.judge(),
                        rate.origin().relationWords());
    }

    private static List<String> cautions(RunSummary run, Measured measured) {
        List<String> cautions = generalCautions(run);
        JudgedRate first = measured.leading().rate();
        for (ByJudge judged : measured.byJudge()) {
            if (judged.control().farFromHalf()) {
                cautions.add(
                        "The control failed: by judge %s the start model's answers against each other came out at %s (%s), which differs from 50\u00A0%% at the 99.9\u00A0%% level. The measurement is biased, and its win rate is not reliable."
                                .formatted(
                                        judged.rate().judge(),
                                        Words.percent(judged.control().value()),
                                        Words.range(judged.control())));
            }
        }
        length(first, cautions);
        chanceJudge(run, cautions);
        measured.byJudge().stream()
                .map(ByJudge::rate)
                .filter(rate -> !rate.equals(first) && rate.verdict() != first.verdict())
                .forEach(rate -> cautions.add("Judge %s of %s concludes otherwise: %s (%s)."
                        .formatted(
                                rate.judge(),
                                rate.origin().modelWords(),
                                Words.percent(rate.winRate().value()),
                                Words.range(rate.winRate()))));
        sameModel(run, measured, cautions);
        double more = measured.trained().repetitive() - measured.start().repetitive();
        if (more > MUCH_MORE_REPETITION) {
            cautions.add("The trained model repeats itself more: %s of its answers, against %s before."
                    .formatted(
                            Words.percent(measured.trained().repetitive()),
                            Words.percent(measured.start().repetitive())));
        }
        return cautions;
    }

    private static void length(JudgedRate first, List<String> cautions) {
        boolean shown = first.verdict() != Verdict.OPEN;
        if (shown
                && first.lengthControlled().known()
                && first.lengthControlled().includesHalf()) {
            cautions.add(
                    "With length-controlled win rates the interval includes 50\u00A0%: length alone may explain the difference.");
        }
        if (shown && opposite(first)) {
            cautions.add("Among %s pairs of similar length the win rate is %s (%s): length may explain the difference."
                    .formatted(
                            Words.count(first.matchedPairs()),
                            Words.percent(first.lengthMatched().value()),
                            Words.range(first.lengthMatched())));
        }
    }

    private static void sameModel(RunSummary run, Measured measured, List<String> cautions) {
        if (measured.byJudge().stream()
                .noneMatch(judged -> judged.rate().origin().independent())) {
            String ranked = run.judge().model();
            JudgedRate leading = measured.leading().rate();
            cautions.add("Only the start model judged the measurement (%s), %s."
                    .formatted(
                            leading.judge(),
                            ranked.isEmpty()
                                    ? "%s. An independent judge may decide otherwise"
                                            .formatted(leading.origin().relationWords())
                                    : "while the pairs were ranked by another model, %s".formatted(ranked)));
        }
    }

    /// {@return whether pairs of similar length do not point to the side of the whole}
    private static boolean opposite(JudgedRate rate) {
        return rate.lengthMatched().known()
                && (rate.lengthMatched().value() - 0.5) * (rate.winRate().value() - 0.5) <= 0;
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
            MeasuredShare control = benchmark.measured().leading().control();
            if (control.farFromHalf()) {
                cautions.add(
                        "On %s the control failed: the start model's answers against each other came out at %s (%s). Its win rate on this benchmark is not reliable."
                                .formatted(benchmark.name(), Words.percent(control.value()), Words.range(control)));
            }
        }
        return cautions;
    }
}
