package sao.pairing;

import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import sao.domain.Judgment;
import sao.domain.Response;
import sao.judging.Ranking;

/// The two answers of a prompt that may make a pair, and what the judge said of them.
///
/// @param first one of them; of more than two answers the best
/// @param second the other; of more than two answers the worst
/// @param judgment of these two
/// @param ordered whether the first has to be the better one: it is the best of more than two, or the second
///     is an anchor's
public record Match(Response first, Response second, Judgment judgment, boolean ordered) {
    /// {@return the best and the worst of a ranking, length being the rule among equals; of two answers
    /// simply both}
    ///
    /// Source of the rule: Meta-Rewarding Language Models, arXiv 2407.19594, section 2.3.
    ///
    /// @param lengthRho share of the spread of merits that counts as equal, see [PairRules]
    static Match of(Ranking ranking, double lengthRho) {
        List<Integer> known = known(ranking, _ -> true);
        if (ranking.responses().size() == 2 || known.size() < 2 || spread(ranking, known) == 0) {
            return at(ranking, 0, 1, false);
        }
        double equal = lengthRho * spread(ranking, known);
        return at(ranking, best(ranking, known, equal), worst(ranking, known, equal), true);
    }

    /// {@return the best of a ranking that is not the anchor's, and the worst that is; length being the rule
    /// among equals}
    ///
    /// Source of the rule: Temporal Self-Rewarding Language Models, arXiv 2508.06026.
    ///
    /// @param lengthRho share of the spread of merits that counts as equal, see [PairRules]
    /// @param anchored whether a response is the anchor's; some are and some are not
    static Match of(Ranking ranking, double lengthRho, Predicate<Response> anchored) {
        List<Response> responses = ranking.responses();
        List<Integer> own = known(ranking, anchored.negate());
        List<Integer> anchors = known(ranking, anchored);
        if (own.isEmpty() || anchors.isEmpty()) { // what no judge could read
            int chosen = places(responses, anchored.negate()).getFirst();
            int rejected = places(responses, anchored).getFirst();
            return at(ranking, chosen, rejected, true);
        }
        double equal = lengthRho * spread(ranking, known(ranking, _ -> true));
        return at(ranking, best(ranking, own, equal), worst(ranking, anchors, equal), true);
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

    /// {@return places of wanted responses that have a merit}
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

    /// {@return the shortest of those whose merit counts as equal to the best}
    private static int best(Ranking ranking, List<Integer> places, double equal) {
        double best = places.stream().mapToDouble(ranking::merit).max().orElseThrow();
        return places.stream()
                .filter(place -> ranking.merit(place) >= best - equal)
                .min(Comparator.comparingInt(place -> length(ranking, place)))
                .orElseThrow();
    }

    /// {@return the longest of those whose merit counts as equal to the worst}
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
