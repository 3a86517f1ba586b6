package sao.evaluation;

import java.util.List;
import sao.domain.Response;
import sao.text.Repetition;
import sao.text.WordGrams;

/// What a set of responses looks like, judged by nobody.
///
/// @param responses how many
/// @param meanLength mean code points
/// @param meanTokens mean tokens, the end-of-turn token included
/// @param truncatedShare share that the limit of tokens cut off, in [0, 1]
/// @param emptyShare share without text, in [0, 1]
/// @param repetitionRate share that is repetitive by [Repetition], in [0, 1]
/// @param distinctWords distinct words among all words of all responses, in [0, 1]
/// @param distinctBigrams distinct runs of two words among all of them, in [0, 1]
public record ResponseStatistics(
        int responses,
        double meanLength,
        double meanTokens,
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
                responses.stream()
                        .mapToInt(response -> response.answer().tokens().size())
                        .average()
                        .orElseThrow(),
                share(responses.stream().filter(Response::truncated).count(), texts.size()),
                share(texts.stream().filter(String::isBlank).count(), texts.size()),
                Repetition.rate(texts),
                WordGrams.distinct(texts, 1),
                WordGrams.distinct(texts, 2));
    }

    static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    private static double share(long part, int whole) {
        return (double) part / whole;
    }
}
