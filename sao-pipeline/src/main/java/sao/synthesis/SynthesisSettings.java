package sao.synthesis;

import sao.token.SamplingSettings;

/// How many rows are carried, and how.
///
/// @param seed of the round; each row derives its own from it
/// @param count prompts wanted to train on, at least 1
/// @param heldOut prompts wanted for evaluation, at least 0: the first ones accepted, so that a longer run
///     keeps them
/// @param spare personas that may be drawn for each prompt wanted, at least 1
/// @param prompts how prompts are written
/// @param answers to each prompt, at least 2
/// @param responses how tokens of answers are drawn
/// @param inFlight most rows under way at once, at least 1; changes no result
public record SynthesisSettings(
        long seed,
        int count,
        int heldOut,
        double spare,
        PromptSettings prompts,
        int answers,
        SamplingSettings responses,
        int inFlight) {
    public SynthesisSettings {
        require(count >= 1, "count", count, "at least 1");
        require(heldOut >= 0, "held_out", heldOut, "at least 0");
        require(spare >= 1, "spare", spare, "at least 1");
        require(answers >= 2, "answers", answers, "at least 2");
        require(inFlight >= 1, "in_flight", inFlight, "at least 1");
    }

    /// {@return most personas that may be drawn}
    public long budget() {
        return (long) Math.ceil(((long) count + heldOut) * spare);
    }

    private static void require(boolean holds, String name, Number found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s, but it must be %s".formatted(name, found, wanted));
        }
    }
}
