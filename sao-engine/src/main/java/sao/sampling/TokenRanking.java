package sao.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Ranks the tokens of one row of logits or log-probabilities.
public final class TokenRanking {
    private TokenRanking() {}

    /// {@return a token with its rank and the wanted alternatives}
    ///
    /// @param row logits of all tokens, `[V]`
    /// @param total logarithm of the sum of their exponentials; 0 if they are log-probabilities
    /// @param token id to be ranked
    /// @param wanted alternatives
    public static ObservedToken observe(float[] row, double total, int token, Alternatives wanted) {
        List<RankedToken> alternatives = likeliest(row, total, wanted.top());
        for (int id : wanted.tokens()) {
            if (alternatives.stream().noneMatch(other -> other.id() == id)) {
                alternatives.add(ranked(row, total, id));
            }
        }
        alternatives.sort(Comparator.comparingInt(RankedToken::rank));
        return new ObservedToken(ranked(row, total, token), alternatives);
    }

    private static RankedToken ranked(float[] row, double total, int id) {
        return new RankedToken(id, (float) (row[id] - total), rank(row, id));
    }

    private static int rank(float[] row, int id) {
        float own = row[id];
        int before = 0;
        for (int other = 0; other < id; other++) {
            before += row[other] >= own ? 1 : 0;
        }
        for (int other = id + 1; other < row.length; other++) {
            before += row[other] > own ? 1 : 0;
        }
        return before + 1;
    }

    /// {@return the `count` likeliest tokens, of equal ones those with smaller ids first}
    private static List<RankedToken> likeliest(float[] row, double total, int count) {
        int[] best = new int[Math.min(count, row.length)]; // falling; few, so insertion is enough
        int filled = 0;
        for (int id = 0; id < row.length && best.length > 0; id++) {
            if (filled == best.length && !(row[id] > row[best[filled - 1]])) {
                continue;
            }
            int place = filled < best.length ? filled++ : filled - 1;
            while (place > 0 && row[id] > row[best[place - 1]]) {
                best[place] = best[place - 1];
                place--;
            }
            best[place] = id;
        }
        List<RankedToken> likeliest = new ArrayList<>(best.length);
        for (int id : best) {
            likeliest.add(new RankedToken(id, (float) (row[id] - total), likeliest.size() + 1));
        }
        return likeliest;
    }
}
