package sao.protocol;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import sao.error.SaoException;

/// The records of two files that have the same key, such as the same prompt. The first record with a key is matched
/// with the first one of the other file, the second with the second.
///
/// @param <T> type of the records
/// @param pairs the matched records, in the order of the first file
/// @param unmatched number of records of both files without a counterpart
public record Matched<T>(List<Pair<T>> pairs, int unmatched) {
    /// Largest share of unmatched records with which two files are compared.
    public static final double MOST_UNMATCHED = 0.01;

    public Matched {
        pairs = List.copyOf(pairs);
    }

    /// Two records with the same key.
    ///
    /// @param <T> type of the records
    public record Pair<T>(T first, T second) {}

    /// The records of a source.
    ///
    /// @param <T> type of the records
    /// @param name of the source, for messages
    public record Source<T>(String name, List<T> records) {
        public Source {
            records = List.copyOf(records);
        }
    }

    /// {@return the matched records of two sources}
    ///
    /// @param <T> type of the records
    /// @param key of a record
    /// @throws SaoException if more than [#MOST_UNMATCHED] of all records have no counterpart
    public static <T> Matched<T> of(Source<T> first, Source<T> second, Function<T, String> key) {
        Map<String, Deque<T>> waiting = new HashMap<>();
        second.records()
                .forEach(record -> waiting.computeIfAbsent(key.apply(record), _ -> new ArrayDeque<>())
                        .add(record));
        List<Pair<T>> pairs = new ArrayList<>();
        int alone = 0;
        for (T record : first.records()) {
            Deque<T> same = waiting.get(key.apply(record));
            if (same == null || same.isEmpty()) {
                alone++;
            } else {
                pairs.add(new Pair<>(record, same.removeFirst()));
            }
        }
        int others = second.records().size() - pairs.size();
        Matched<T> matched = new Matched<>(pairs, alone + others);
        if (matched.share() > MOST_UNMATCHED) {
            throw new SaoException(
                    "%d of the %d records of %s have no counterpart in %s, and %d of the %d there none here: more than 1 %% of both."
                            .formatted(
                                    alone,
                                    first.records().size(),
                                    first.name(),
                                    second.name(),
                                    others,
                                    second.records().size()),
                    "Give two files with the same prompts or questions.");
        }
        return matched;
    }

    private double share() {
        int all = 2 * pairs.size() + unmatched;
        return all == 0 ? 1 : (double) unmatched / all;
    }
}
