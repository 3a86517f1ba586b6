package sao.summary;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import sao.result.AnswerFigures;
import sao.result.ComparedAnswers;
import sao.result.JudgedRate;
import sao.result.MeasuredShare;
import sao.result.RoundResult.Control;
import sao.result.RoundResult.LengthControlled;
import sao.result.RoundResult.MeasuredOn;
import sao.result.RoundResult.WinRate;
import sao.result.RoundResults;

/// What the trained model is worth against the start model on a set of prompts.
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

    /// {@return the measurement on each benchmark}
    static List<Benchmark> benchmarks(RoundResults results) {
        List<Benchmark> benchmarks = new ArrayList<>();
        for (String name : on(results).benchmarks()) {
            if (of(results, Optional.of(name)) instanceof Measured measured) {
                benchmarks.add(new Benchmark(name, measured));
            }
        }
        return benchmarks;
    }

    /// {@return the prompt sets of the last measurement; runs before there were benchmarks held prompts out}
    static MeasuredOn on(RoundResults results) {
        return results.first(MeasuredOn.class).orElse(new MeasuredOn(true, List.of()));
    }

    private static Measurement of(RoundResults results, Optional<String> benchmark) {
        List<JudgedRate> rates = results.all(WinRate.class).stream()
                .filter(rate -> rate.benchmark().equals(benchmark))
                .sorted(Comparator.comparingInt(WinRate::judge))
                .map(WinRate::rate)
                .toList();
        Optional<Control> control = results.all(Control.class).stream()
                .filter(found ->
                        found.benchmark().equals(benchmark) && found.share().n() > 0)
                .findFirst();
        Optional<LengthControlled> answers = results.all(LengthControlled.class).stream()
                .filter(found -> found.benchmark().equals(benchmark)
                        && found.judge() == 1
                        && found.share().n() > 0)
                .findFirst();
        if (rates.isEmpty() || control.isEmpty() || answers.isEmpty()) {
            return new Missing("The trained model has not been measured against the start model yet.");
        }
        return new Measured(
                rates,
                control.get().share(),
                answers.get().start(),
                answers.get().trained(),
                answers.get().compared());
    }

    /// It was measured.
    ///
    /// @param byJudge the win rate, once for each judge; the start model's own judgment first
    /// @param control the start model against itself with other seeds, by the first judge
    /// @param start what the start model's answers look like
    /// @param trained what the trained model's answers look like
    /// @param compared some of the answers side by side, by the first judge
    record Measured(
            List<JudgedRate> byJudge,
            MeasuredShare control,
            AnswerFigures start,
            AnswerFigures trained,
            List<ComparedAnswers> compared)
            implements Measurement {
        public Measured {
            byJudge = List.copyOf(byJudge);
            compared = List.copyOf(compared);
            if (byJudge.isEmpty()) {
                throw new IllegalArgumentException("a measurement needs at least one judge");
            }
        }
    }

    /// It was not measured, or not yet.
    ///
    /// @param why one sentence
    record Missing(String why) implements Measurement {}

    /// It was measured on a benchmark.
    ///
    /// @param name of the benchmark
    /// @param measured what came out
    record Benchmark(String name, Measured measured) {}
}
