package sao.synthesis;

import java.util.HashMap;
import java.util.Map;
import sao.prompt.PromptKind;

/// How many rows of each kind of prompt and with each trait brought a wanted prompt, and what follows for
/// later rows: what yields less than half as well as all rows together is drawn less, in proportion, but
/// never less than a tenth.
///
/// Later rows follow in blocks: a row looks at all rows but those of its own block and the one before. So
/// what is drawn depends on rows alone and not on how many are under way.
final class AcceptanceRates {
    static final int BLOCK = 256;

    private static final int FEWEST_TRIED = 16;
    private static final double LEAST = 0.1;

    private final Map<Object, Yield> yields = new HashMap<>();
    private final Map<Long, Map<Object, Double>> favours = new HashMap<>();
    private Yield all = new Yield(0, 0);

    /// @param tried rows
    /// @param wanted rows that brought a wanted prompt
    record Yield(long tried, long wanted) {
        Yield with(boolean isWanted) {
            return new Yield(tried + 1, wanted + (isWanted ? 1 : 0));
        }

        double share() {
            return tried == 0 ? 0 : (double) wanted / tried;
        }
    }

    /// Counts a row; rows come in order.
    void count(Row row, boolean wanted) {
        all = all.with(wanted);
        row.traits().forEach(trait -> count(trait, wanted));
        count(row.kind(), wanted);
        if (all.tried() % BLOCK == 0) {
            long block = all.tried() / BLOCK + 1;
            favours.put(block, favours());
            favours.remove(block - 2);
        }
    }

    private void count(Object key, boolean wanted) {
        yields.merge(key, new Yield(0, 0).with(wanted), (known, _) -> known.with(wanted));
    }

    /// {@return how many rows must be counted before it is known how a row is drawn}
    static long neededFor(long row) {
        return Math.max(0, (row / BLOCK - 1) * BLOCK);
    }

    /// {@return what is drawn less for a row, each with its factor}
    Map<Object, Double> favours(long row) {
        return favours.getOrDefault(row / BLOCK, Map.of());
    }

    /// {@return how a kind of prompt yields}
    Yield of(PromptKind kind) {
        return yields.getOrDefault(kind, new Yield(0, 0));
    }

    private Map<Object, Double> favours() {
        Map<Object, Double> lessened = new HashMap<>();
        yields.forEach((key, yield) -> {
            double factor = 2 * yield.share() / all.share();
            if (yield.tried() >= FEWEST_TRIED && factor < 1) {
                lessened.put(key, Math.max(LEAST, factor));
            }
        });
        return Map.copyOf(lessened);
    }
}
