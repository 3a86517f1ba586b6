package sao.summarizer;

import java.util.ArrayList;
import java.util.List;

/// Chooses a few of many so that both ends and everything between are seen.
public final class Spread {
    private Spread() {}

    /// {@return at most that many elements at even distances, first and last among them; all if they are
    /// few}
    public static <T> List<T> of(List<T> all, int most) {
        if (all.size() <= most) {
            return List.copyOf(all);
        }
        List<T> chosen = new ArrayList<>(most);
        for (int i = 0; i < most; i++) {
            chosen.add(all.get((int) ((long) i * (all.size() - 1) / (most - 1))));
        }
        return chosen;
    }
}
