package sao.judging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// The ranking of the responses to one prompt by a judge. Each response is compared with every other response; its
/// merit follows from its judgments in these comparisons by the [Rule] of the judge. If the model of a pointwise
/// judge remembers its calls, each response is scored once.
public final class Ranking {
    /// How the judgments of a response make its merit. Comparisons without a verdict do not count.
    public enum Rule {
        /// The mean of the log-odds that the response is better, nats.
        MEAN_LOG_ODDS {
            @Override
            double merit(double[] logOdds) {
                return Arrays.stream(logOdds).average().orElse(Double.NaN);
            }
        },
        /// The Copeland score: comparisons won minus comparisons lost. Among responses with equal scores the sum `s`
        /// of the log-odds decides: `s / (2 (1 + |s|))` is added, which is always less than half a point.
        COPELAND {
            @Override
            double merit(double[] logOdds) {
                double sum = Arrays.stream(logOdds).sum();
                double score = Arrays.stream(logOdds).map(Math::signum).sum();
                return logOdds.length == 0 ? Double.NaN : score + sum / (2 * (1 + Math.abs(sum)));
            }
        };

        /// {@return the merit of a response; NaN without log-odds}
        ///
        /// @param logOdds that the response is better, in each comparison with a verdict; nats
        abstract double merit(double[] logOdds);
    }

    private final List<Response> responses;
    private final Judgment[][] judgments;
    private final Rule rule;

    private Ranking(List<Response> responses, Judgment[][] judgments, Rule rule) {
        this.responses = responses;
        this.judgments = judgments;
        this.rule = rule;
    }

    /// {@return the ranking of responses to a prompt}
    ///
    /// @param judge judge that compares the responses
    /// @param prompt prompt of the responses
    /// @param responses responses to rank, at least two
    /// @param all all responses to the prompt, including those to rank
    /// @throws IllegalArgumentException if there are fewer than two responses
    /// @throws sao.error.SaoException if the model behind the judge fails
    public static Ranking of(Judge judge, Prompt prompt, List<Response> responses, List<Response> all) {
        int size = responses.size();
        if (size < 2) {
            throw new IllegalArgumentException(
                    "a ranking needs at least two responses, but there are %d".formatted(size));
        }
        Judgment[][] judgments = new Judgment[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                Response first = responses.get(i);
                Response second = responses.get(j);
                List<Response> others = new ArrayList<>(all);
                others.remove(first);
                others.remove(second);
                judgments[i][j] = judge.compare(prompt, first, second, others);
                judgments[j][i] =
                        judgments[i][j] instanceof Judgment.Ranked ranked ? ranked.mirrored() : judgments[i][j];
            }
        }
        return new Ranking(List.copyOf(responses), judgments, judge.rankingRule());
    }

    /// {@return the responses in the order given}
    public List<Response> responses() {
        return responses;
    }

    /// {@return the merit of a response by the judge's rule; NaN if no comparison has a verdict}
    ///
    /// @param place index of the response in [#responses], from 0
    public double merit(int place) {
        return rule.merit(IntStream.range(0, responses.size())
                .filter(other -> other != place)
                .mapToObj(other -> judgments[place][other])
                .filter(judgment -> !(judgment instanceof Judgment.Unreadable))
                .mapToDouble(judgment -> (LogOdds.given(judgment) - LogOdds.swapped(judgment)) / 2)
                .toArray());
    }

    /// {@return the judgment of two of the responses, see [Judge#compare]}
    ///
    /// @param first index of the response in the first position, from 0
    /// @param second index of the response in the second position, from 0
    /// @throws IllegalArgumentException if both indices are equal
    public Judgment between(int first, int second) {
        if (first == second) {
            throw new IllegalArgumentException("response %d cannot be compared with itself".formatted(first));
        }
        return judgments[first][second];
    }
}
