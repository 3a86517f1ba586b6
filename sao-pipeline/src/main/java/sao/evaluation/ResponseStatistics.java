package sao.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import sao.domain.Response;
import sao.text.Repetition;
import sao.text.WordGrams;

/// Figures of a set of responses that need no judge.
///
/// @param responses number of responses
/// @param meanLength mean number of code points
/// @param meanTokens mean number of tokens, the end-of-turn token included; empty if the number is unknown for
///     one or more responses
/// @param truncatedShare share that the limit of tokens cut off, in [0, 1]
/// @param emptyShare share without text, in [0, 1]
/// @param repetitionRate share that is repetitive by [Repetition], in [0, 1]
/// @param distinctWords distinct words among all words of all responses, in [0, 1]
/// @param distinctBigrams distinct runs of two words among all of them, in [0, 1]
public record ResponseStatistics(
        int responses,
        double meanLength,
        OptionalDouble meanTokens,
        double truncatedShare,
        double emptyShare,
        double repetitionRate,
        double distinctWords,
        double distinctBigrams) {

    /// {@return the statistics of these responses}
    ///
    /// @param responses at least one
    public static ResponseStatistics of(List<Response> responses) {
        List<String> texts = responses.stream().map(Response::text).toList();
        return new ResponseStatistics(
                texts.size(),
                texts.stream()
                        .mapToInt(ResponseStatistics::codePoints)
                        .average()
                        .orElseThrow(),
                meanTokens(responses),
                share(responses.stream().filter(Response::truncated).count(), texts.size()),
                share(texts.stream().filter(String::isBlank).count(), texts.size()),
                Repetition.rate(texts),
                WordGrams.distinct(texts, 1),
                WordGrams.distinct(texts, 2));
    }

    private static OptionalDouble meanTokens(List<Response> responses) {
        return responses.stream()
                        .allMatch(
                                response -> response.answer().completionTokens().isPresent())
                ? responses.stream()
                        .mapToInt(
                                response -> response.answer().completionTokens().orElseThrow())
                        .average()
                : OptionalDouble.empty();
    }

    static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static double share(long part, int whole) {
        return (double) part / whole;
    }
}
