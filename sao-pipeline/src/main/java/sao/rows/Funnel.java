package sao.rows;

import java.util.Map;

/// How many rows of a round came how far. Every persona that was drawn is a pair, a held-out prompt, a drop
/// or still under way.
///
/// @param personas drawn and decided
/// @param prompts accepted, held-out ones included
/// @param heldOut prompts kept for evaluation
/// @param responses sampled
/// @param judgments made
/// @param pairs to train on
/// @param dropped rows by reason, in the order of their names
public record Funnel(
        long personas,
        long prompts,
        long heldOut,
        long responses,
        long judgments,
        long pairs,
        Map<String, Long> dropped) {
    public Funnel {
        dropped = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(dropped));
    }

    /// {@return rows that are neither kept nor dropped; 0 when the round is complete}
    public long underWay() {
        return personas
                - pairs
                - heldOut
                - dropped.values().stream().mapToLong(Long::longValue).sum();
    }
}
