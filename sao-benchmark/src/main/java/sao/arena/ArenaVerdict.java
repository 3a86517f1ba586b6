package sao.arena;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// A verdict of Arena-Hard on the answers of two assistants, A and B.
///
/// @implNote The order of the constants is that of A's merit.
public enum ArenaVerdict {
    /// A is significantly better.
    A_MUCH_BETTER(1, 3, "A>>B", "B<<A"),
    /// A is slightly better.
    A_BETTER(1, 1, "A>B", "B<A"),
    /// The answers are about equal.
    TIE(0.5, 1, "A=B", "B=A"),
    /// B is slightly better.
    B_BETTER(0, 1, "B>A", "A<B"),
    /// B is significantly better.
    B_MUCH_BETTER(0, 3, "B>>A", "A<<B");

    private static final Pattern BRACKETED = Pattern.compile("\\[\\[([AB<>=]+)]]");

    private final double scoreOfA;
    private final int battles;
    private final String spelling;
    private final String mirrored;

    /// @param mirrored spelling with B first
    ArenaVerdict(double scoreOfA, int battles, String spelling, String mirrored) {
        this.scoreOfA = scoreOfA;
        this.battles = battles;
        this.spelling = spelling;
        this.mirrored = mirrored;
    }

    /// {@return A's score: 1, 0.5 or 0}
    public double scoreOfA() {
        return scoreOfA;
    }

    /// {@return how many battles the verdict counts: three if it is strong}
    public int battles() {
        return battles;
    }

    /// {@return the verdict of this spelling, such as `A>>B`; empty if there is none}
    public static Optional<ArenaVerdict> spelled(String text) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.spelling.equals(text) || verdict.mirrored.equals(text))
                .findFirst();
    }

    /// {@return the verdict in a judge's answer, in double brackets; empty if it has none or contradicts itself}
    public static Optional<ArenaVerdict> in(String judgment) {
        List<String> found = BRACKETED
                .matcher(judgment)
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
        return found.size() == 1 ? spelled(found.getFirst()) : Optional.empty();
    }
}
