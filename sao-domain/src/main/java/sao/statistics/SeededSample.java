package sao.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import sao.token.Seeds;

/// A simple random sample of texts without replacement. Which texts are drawn depends on the seed and the rows
/// alone, not on their order. For one thread at a time.
public final class SeededSample {
    private final int size;
    private final long seed;
    private final PriorityQueue<Ticket> held =
            new PriorityQueue<>(Comparator.comparingLong(Ticket::number).reversed());

    private record Ticket(long number, long row, String text) {}

    /// @param size of the sample; fewer texts are kept whole
    /// @param seed of the draw
    public SeededSample(int size, long seed) {
        this.size = size;
        this.seed = seed;
    }

    /// Offers a text for the sample.
    ///
    /// @param row of the text, each at most once
    /// @param text that may be drawn
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
