package sao.pairing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import sao.domain.Judgment;
import sao.domain.Response;
import sao.judging.Ranking;

/// The two answers of a prompt that may make a pair, and what the judge said of them.
///
/// @param first one of them; of more than two answers the best
/// @param second the other; of more than two answers the worst
/// @param judgment of these two
/// @param ordered whether the first is known to be the best of more than two
public record Match(Response first, Response second, Judgment judgment, boolean ordered) {
    /// {@return the best and the worst of a ranking, length being the rule among equals; of two answers
    /// simply both}
    ///
    /// Source of the rule: Meta-Rewarding Language Models, arXiv 2407.19594, section 2.3.
    ///
    /// @param lengthRho share of the spread of merits that counts as equal, see [PairRules]
    static Match of(Ranking ranking, double lengthRho) {
        List<Response> responses = ranking.responses();
        if (responses.size() == 2) {
            return new Match(responses.get(0), responses.get(1), ranking.between(0, 1), false);
        }
        List<Integer> known = IntStream.range(0, responses.size())
                .filter(place -> !Double.isNaN(ranking.merit(place)))
                .boxed()
                .toList();
        OptionalDouble best = known.stream().mapToDouble(ranking::merit).max();
        OptionalDouble worst = known.stream().mapToDouble(ranking::merit).min();
        if (known.size() < 2 || best.isEmpty() || worst.isEmpty() || best.getAsDouble() == worst.getAsDouble()) {
            return new Match(responses.get(0), responses.get(1), ranking.between(0, 1), false);
        }
        double equal = lengthRho * (best.getAsDouble() - worst.getAsDouble());
        int chosen = known.stream()
                .filter(place -> ranking.merit(place) >= best.getAsDouble() - equal)
                .min(Comparator.comparingInt(place -> length(responses.get(place))))
                .orElseThrow();
        List<Integer> bad = new ArrayList<>(known);
        bad.removeIf(place -> ranking.merit(place) > worst.getAsDouble() + equal);
        int rejected = bad.stream()
                .max(Comparator.comparingInt(place -> length(responses.get(place))))
                .orElseThrow();
        return new Match(responses.get(chosen), responses.get(rejected), ranking.between(chosen, rejected), true);
    }

    private static int length(Response response) {
        return response.text().codePointCount(0, response.text().length());
    }
}
