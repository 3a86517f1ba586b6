package sao.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import sao.token.Seeds;

/// A simple random sample of texts without replacement. The sample depends on the seed and the row numbers, not on
/// the order of the offers. Not thread-safe.
public final class SeededSample {
    private final int size;
    private final long seed;
    private final PriorityQueue<Ticket> held =
            new PriorityQueue<>(Comparator.comparingLong(Ticket::number).reversed());

    private record Ticket(long number, long row, String text) {}

    /// @param size maximum number of texts in the sample
    /// @param seed of the draw
    public SeededSample(int size, long seed) {
        this.size = size;
        this.seed = seed;
    }

    /// Offers a text for the sample.
    ///
    /// @param row number of the text, offered at most once
    /// @param text candidate for the sample
    public void offer(long row, String text) {
        held.add(new Ticket(Seeds.mix(seed ^ Seeds.mix(row + 1)), row, text));
        if (held.size() > size) {
            held.remove();
        }
    }

    /// {@return the sample of the texts offered so far, in the order of their rows}
    public List<String> texts() {
        return held.stream()
                .sorted(Comparator.comparingLong(Ticket::row))
                .map(Ticket::text)
                .toList();
    }
}
