package sao.summarizer;

import java.util.ArrayList;
import java.util.List;

/// Selects evenly spaced elements of a list, including the first and the last.
public final class Spread {
    private Spread() {}

    /// {@return at most the given number of evenly spaced elements, including the first and the last; all
    /// elements if there are no more}
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
