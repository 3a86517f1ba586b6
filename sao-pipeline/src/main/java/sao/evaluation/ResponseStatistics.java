package sao.evaluation;

import java.util.List;
import java.util.OptionalDouble;
import sao.domain.Response;
import sao.text.Repetition;
import sao.text.WordRuns;
import sao.text.Words;

/// Statistics of a set of responses that need no judge. Shares are in [0, 1].
///
/// @param responses number of responses
/// @param meanLength mean length, code points
/// @param meanTokens mean length, tokens with the end-of-turn token; empty if the number is unknown for one or
///     more responses
/// @param truncatedShare share of responses truncated at the maximum number of tokens
/// @param emptyShare share of blank responses
/// @param repetitionRate share of repetitive responses, see [Repetition]
/// @param distinctWords expected share of distinct words in a sample of the words of all responses, see
///     [WordRuns#distinctInSample]
public record ResponseStatistics(
        int responses,
        double meanLength,
        OptionalDouble meanTokens,
        double truncatedShare,
        double emptyShare,
        double repetitionRate,
        double distinctWords) {

    /// {@return the total number of words of these responses}
    static int words(List<Response> responses) {
        return responses.stream()
                .mapToInt(response -> Words.of(response.text()).size())
                .sum();
    }

    /// {@return the statistics of these responses}
    ///
    /// @param responses at least one
    /// @param sample size of the sample for `distinctWords` in words, at most [#words]; must be equal for compared
    ///     sets of responses, because the share falls as the sample grows
    static ResponseStatistics of(List<Response> responses, int sample) {
        List<String> texts = responses.stream().map(Response::text).toList();
        return new ResponseStatistics(
                texts.size(),
                responses.stream().mapToInt(Response::length).average().orElseThrow(),
                meanTokens(responses),
                share(responses.stream().filter(Response::truncated).count(), texts.size()),
                share(texts.stream().filter(String::isBlank).count(), texts.size()),
                Repetition.rate(texts),
                WordRuns.distinctInSample(texts.stream().map(Words::of).toList(), sample));
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

    private static double share(long part, int whole) {
        return (double) part / whole;
    }
}
