package sao.rows;

import java.util.Map;

/// Numbers of rows of a round by the stage that they reached. Every persona that was drawn is a pair, a held-out
/// prompt, a dropped row or not decided yet.
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
