package sao.pairing;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import sao.domain.Judgment;
import sao.domain.Response;
import sao.judging.Ranking;

/// The two responses to a prompt that are candidates for a pair, with their judgment.
///
/// @param first first response; the best one of more than two
/// @param second second response; the worst one of more than two
/// @param judgment judgment of the two responses
/// @param ordered whether the first response must be the better one: it is the best of more than two, or the
///     second is an anchor's response
public record Match(Response first, Response second, Judgment judgment, boolean ordered) {
    /// {@return the best and the worst response of a ranking, with length as the tie-breaker; both responses if
    /// there are two}
    ///
    /// Source of the rule: Meta-Rewarding Language Models, arXiv 2407.19594, section 2.3.
    ///
    /// @param lengthRho share of the range of merits that counts as equal, in [0, 0.5), see [PairRules]
    static Match of(Ranking ranking, double lengthRho) {
        List<Integer> known = known(ranking, _ -> true);
        if (ranking.responses().size() == 2 || known.size() < 2 || spread(ranking, known) == 0) {
            return at(ranking, 0, 1, false);
        }
        double equal = lengthRho * spread(ranking, known);
        return at(ranking, best(ranking, known, equal), worst(ranking, known, equal), true);
    }

    /// {@return the best response of a ranking that is not an anchor's, and the worst one that is an anchor's,
    /// with length as the tie-breaker}
    ///
    /// Source of the rule: Temporal Self-Rewarding Language Models, arXiv 2508.06026.
    ///
    /// @param lengthRho share of the range of merits that counts as equal, in [0, 0.5), see [PairRules]
    /// @param anchored whether a response is an anchor's; must be true for at least one response and false for at
    ///     least one
    static Match of(Ranking ranking, double lengthRho, Predicate<Response> anchored) {
        List<Response> responses = ranking.responses();
        List<Integer> own = known(ranking, anchored.negate());
        List<Integer> anchors = known(ranking, anchored);
        if (own.isEmpty() || anchors.isEmpty()) { // no readable judgment on one side
            int chosen = places(responses, anchored.negate()).getFirst();
            int rejected = places(responses, anchored).getFirst();
            return at(ranking, chosen, rejected, true);
        }
        double equal = lengthRho * spread(ranking, known(ranking, _ -> true));
        return at(ranking, best(ranking, own, equal), worst(ranking, anchors, equal), true);
    }

    /// {@return the log-odds in favour of the better response, or of the response that must be the better one; nats,
    /// 0 for a tie, negative infinity without a verdict}
    double logOdds() {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ordered ? ranked.logOdds() : Math.abs(ranked.logOdds());
            case Judgment.Tied _ -> 0;
            case Judgment.Unreadable _ -> Double.NEGATIVE_INFINITY;
        };
    }

    private static Match at(Ranking ranking, int chosen, int rejected, boolean ordered) {
        List<Response> responses = ranking.responses();
        return new Match(responses.get(chosen), responses.get(rejected), ranking.between(chosen, rejected), ordered);
    }

    private static List<Integer> places(List<Response> responses, Predicate<Response> wanted) {
        return IntStream.range(0, responses.size())
                .filter(place -> wanted.test(responses.get(place)))
                .boxed()
                .toList();
    }

    /// {@return the indices of the matching responses with a merit}
    private static List<Integer> known(Ranking ranking, Predicate<Response> wanted) {
        return places(ranking.responses(), wanted).stream()
                .filter(place -> !Double.isNaN(ranking.merit(place)))
                .toList();
    }

    private static double spread(Ranking ranking, List<Integer> places) {
        DoubleSummaryStatistics merits =
                places.stream().mapToDouble(ranking::merit).summaryStatistics();
        return merits.getMax() - merits.getMin();
    }

    /// {@return the index of the shortest response whose merit counts as equal to the best}
    private static int best(Ranking ranking, List<Integer> places, double equal) {
        double best = places.stream().mapToDouble(ranking::merit).max().orElseThrow();
        return places.stream()
                .filter(place -> ranking.merit(place) >= best - equal)
                .min(Comparator.comparingInt(place -> length(ranking, place)))
                .orElseThrow();
    }

    /// {@return the index of the longest response whose merit counts as equal to the worst}
    private static int worst(Ranking ranking, List<Integer> places, double equal) {
        double worst = places.stream().mapToDouble(ranking::merit).min().orElseThrow();
        return places.stream()
                .filter(place -> ranking.merit(place) <= worst + equal)
                .max(Comparator.comparingInt(place -> length(ranking, place)))
                .orElseThrow();
    }

    private static int length(Ranking ranking, int place) {
        String text = ranking.responses().get(place).text();
        return text.codePointCount(0, text.length());
    }
}
