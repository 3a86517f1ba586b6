package sao.judging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a response merely says back of its prompt.
final class Echo {
    /// Shorter runs are how anybody speaks of a subject.
    private static final int RUN = 4;

    private Echo() {}

    /// {@return the response without its runs of four and more pieces that stand in the prompt too; a
    /// response without any is returned as it is}
    static String removed(String prompt, String response) {
        Set<List<String>> asked = new HashSet<>();
        List<String> promptPieces = Units.of(prompt).stream().map(Echo::bare).toList();
        for (int i = 0; i + RUN <= promptPieces.size(); i++) {
            asked.add(promptPieces.subList(i, i + RUN));
        }
        List<String> pieces = Units.of(response);
        List<String> bare = pieces.stream().map(Echo::bare).toList();
        boolean[] echoed = new boolean[pieces.size()];
        boolean any = false;
        for (int i = 0; i + RUN <= bare.size(); i++) {
            if (asked.contains(bare.subList(i, i + RUN))) {
                Arrays.fill(echoed, i, i + RUN, true);
                any = true;
            }
        }
        return any ? left(pieces, echoed, Units.between(response)) : response;
    }

    private static String left(List<String> pieces, boolean[] echoed, String between) {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < echoed.length; i++) {
            if (!echoed[i]) {
                left.add(pieces.get(i));
            }
        }
        return String.join(between, left);
    }

    private static String bare(String piece) {
        return piece.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{M}\\p{N}]", "");
    }
}
