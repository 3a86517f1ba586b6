package sao.statistics;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import sao.token.Seeds;

/// A number of texts out of many, each as likely as any other; which ones, follows from seed and rows
/// alone.
public final class SeededSample {
    private final int most;
    private final long seed;
    private final PriorityQueue<Ticket> held =
            new PriorityQueue<>(Comparator.comparingLong(Ticket::number).reversed());

    private record Ticket(long number, long row, String text) {}

    public SeededSample(int most, long seed) {
        this.most = most;
        this.seed = seed;
    }

    public void offer(long row, String text) {
        held.add(new Ticket(Seeds.mix(seed ^ Seeds.mix(row + 1)), row, text));
        if (held.size() > most) {
            held.remove();
        }
    }

    /// {@return the texts in the order of their rows}
    public List<String> texts() {
        return held.stream()
                .sorted(Comparator.comparingLong(Ticket::row))
                .map(Ticket::text)
                .toList();
    }
}
