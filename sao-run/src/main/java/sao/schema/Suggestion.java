package sao.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Suggests corrections of a misspelt word.
public final class Suggestion {
    private static final int LONGEST = 100; // no setting, choice or model has a name half as long

    private Suggestion() {}

    /// {@return the candidates with the smallest edit distance to a word, if that is at most a third of its length}
    public static List<String> near(String word, List<String> candidates) {
        if (word.length() > LONGEST) {
            return List.of();
        }
        List<Ranked> ranked = new ArrayList<>();
        for (String candidate : candidates) {
            int distance = distance(word, candidate);
            if (distance <= Math.max(2, Math.max(word.length(), candidate.length()) / 3)
                    && distance < candidate.length()) {
                ranked.add(new Ranked(candidate, distance));
            }
        }
        ranked.sort(Comparator.comparingInt(Ranked::distance));
        int best = ranked.isEmpty() ? 0 : ranked.getFirst().distance();
        return ranked.stream()
                .filter(found -> found.distance() == best)
                .map(Ranked::candidate)
                .toList();
    }

    private record Ranked(String candidate, int distance) {}

    /// {@return the minimum number of insertions, deletions, substitutions and transpositions of adjacent
    /// letters}
    ///
    /// Source: the optimal string alignment distance, Damerau, CACM 7(3), 1964.
    static int distance(String from, String to) {
        int[][] cost = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cell(cost, from, to, i, j);
            }
        }
        return cost[from.length()][to.length()];
    }

    private static int cell(int[][] cost, String from, String to, int i, int j) {
        boolean equal = from.charAt(i - 1) == to.charAt(j - 1);
        int least = Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + (equal ? 0 : 1));
        boolean swapped =
                i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
    }
}
