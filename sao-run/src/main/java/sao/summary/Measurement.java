package sao.summary;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/// What the trained model is worth against the start model on a set of prompts.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Measurement.Measured.class, name = "measured"),
    @JsonSubTypes.Type(value = Measurement.Missing.class, name = "missing")
})
public sealed interface Measurement {
    /// It was measured.
    ///
    /// @param byJudge the win rate, once for each judge; the start model's own judgment first
    /// @param control the start model against itself with other seeds, by the first judge
    /// @param start what the start model's answers look like
    /// @param trained what the trained model's answers look like
    /// @param compared some of the answers side by side, by the first judge
    record Measured(
            List<JudgedRate> byJudge,
            Figure control,
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

    /// The trained model's win rate by one judge.
    ///
    /// @param judge its name
    /// @param winRate wins and half the ties, as a share of all verdicts
    /// @param lengthControlled the same if both wrote at equal length
    /// @param wins of the trained model
    /// @param ties verdicts without a winner
    /// @param losses of the trained model
    /// @param unreadable prompts without a verdict, in no share
    /// @param tooLong prompts without an answer, counted in no share: too long for the context, or refused
    record JudgedRate(
            String judge,
            Figure winRate,
            Figure lengthControlled,
            int wins,
            int ties,
            int losses,
            int unreadable,
            int tooLong) {}

    /// What a model's answers look like, judged by nobody.
    ///
    /// @param answers how many
    /// @param meanTokens mean length, end of turn included
    /// @param meanCharacters mean length in code points
    /// @param repetitive share of answers that repeat themselves, in [0, 1]
    /// @param truncated share that the limit cut off, in [0, 1]
    /// @param distinctWords distinct words among all words, in [0, 1]
    record AnswerFigures(
            int answers,
            double meanTokens,
            double meanCharacters,
            double repetitive,
            double truncated,
            double distinctWords) {}

    /// Two models' answers to one prompt.
    ///
    /// @param prompt what was asked
    /// @param start the start model's answer
    /// @param trained the trained model's answer
    /// @param p the judge's probability that the trained model's answer is better; 0.5 is a tie
    /// @param pGiven that probability with the trained model's answer in the first seat
    /// @param pSwapped that probability with the trained model's answer in the second seat
    record ComparedAnswers(String prompt, String start, String trained, double p, double pGiven, double pSwapped) {}
}
