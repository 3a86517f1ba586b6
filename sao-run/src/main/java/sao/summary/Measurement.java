package sao.summary;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sao.evaluation.LengthControl;
import sao.result.AnswerFigures;
import sao.result.ComparedAnswers;
import sao.result.JudgedRate;
import sao.result.MeasuredShare;
import sao.result.RoundResult.Control;
import sao.result.RoundResult.LengthControlled;
import sao.result.RoundResult.MeasuredOn;
import sao.result.RoundResult.WinRate;
import sao.result.RoundResults;
import sao.statistics.MeasuredMean;

/// The win rate of the trained model against the start model on a set of prompts.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Measurement.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Measurement.Missing.class, name = "missing")
})
public sealed interface Measurement {
    /// {@return the measurement on held-out prompts}
    static Measurement heldOut(RoundResults results) {
        return on(results).heldOut()
                ? of(results, Optional.empty())
                : new Missing("No prompts were held out (evaluate.held_out is 0).");
    }

    /// {@return the measurements on benchmarks, one for each}
    static List<Benchmark> benchmarks(RoundResults results) {
        List<Benchmark> benchmarks = new ArrayList<>();
        for (String name : on(results).benchmarks()) {
            if (of(results, Optional.of(name)) instanceof Measured measured) {
                benchmarks.add(new Benchmark(name, measured));
            }
        }
        return benchmarks;
    }

    /// {@return the prompt sets of the last measurement; runs of versions without benchmarks have held-out
    /// prompts only}
    static MeasuredOn on(RoundResults results) {
        return results.first(MeasuredOn.class).orElse(new MeasuredOn(true, List.of(), 0));
    }

    private static Measurement of(RoundResults results, Optional<String> benchmark) {
        List<ByJudge> byJudge = results.all(WinRate.class).stream()
                .filter(rate -> rate.benchmark().equals(benchmark))
                .sorted(Comparator.comparing(
                                (WinRate rate) -> !rate.rate().origin().independent())
                        .thenComparingInt(WinRate::judge))
                .flatMap(rate -> byJudge(results, rate).stream())
                .toList();
        List<LengthControlled> answers = results.all(LengthControlled.class).stream()
                .filter(found -> found.benchmark().equals(benchmark))
                .toList();
        if (byJudge.isEmpty() || answers.isEmpty()) {
            return new Missing("The trained model has not been measured against the start model yet.");
        }
        return new Measured(
                byJudge,
                answers.getFirst().start(),
                answers.getFirst().trained(),
                answers.stream()
                        .map(LengthControlled::compared)
                        .filter(compared -> !compared.isEmpty())
                        .findFirst()
                        .orElse(List.of()));
    }

    private static Optional<ByJudge> byJudge(RoundResults results, WinRate rate) {
        return results.all(Control.class).stream()
                .filter(control -> control.benchmark().equals(rate.benchmark()) && control.judge() == rate.judge())
                .findFirst()
                .map(control -> new ByJudge(shown(rate.rate()), control.share(), control.logOdds()));
    }

    /// Earlier versions stored a length-controlled win rate of too few prompts.
    private static JudgedRate shown(JudgedRate rate) {
        return rate.lengthControlled().n() < LengthControl.FEWEST_PROMPTS ? rate.withoutLengthControl() : rate;
    }

    /// The figures of one judge.
    ///
    /// @param rate the trained model against the start model
    /// @param control win rate of the start model's answers against each other
    /// @param controlLogOdds mean log-odds of the start model's answers against each other; of no prompt in
    ///     ledgers of
    ///     versions that did not measure it
    record ByJudge(JudgedRate rate, MeasuredShare control, MeasuredMean controlLogOdds) {}

    /// A completed measurement.
    ///
    /// @param byJudge the figures of each judge; the first is the one that decides: independent of the training, if
    ///     there is such a judge
    /// @param start statistics of the start model's answers
    /// @param trained statistics of the trained model's answers
    /// @param compared examples of answers of both models with the first judge's verdict
    record Measured(List<ByJudge> byJudge, AnswerFigures start, AnswerFigures trained, List<ComparedAnswers> compared)
            implements Measurement {
        public Measured {
            byJudge = List.copyOf(byJudge);
            compared = List.copyOf(compared);
            if (byJudge.isEmpty()) {
                throw new IllegalArgumentException("a measurement needs at least one judge");
            }
        }

        /// {@return the figures that decide}
        public ByJudge leading() {
            return byJudge.getFirst();
        }
    }

    /// A measurement that has not been made.
    ///
    /// @param why the reason, one sentence
    record Missing(String why) implements Measurement {}

    /// A completed measurement on a benchmark.
    ///
    /// @param name name of the benchmark
    /// @param measured the result
    record Benchmark(String name, Measured measured) {}
}
