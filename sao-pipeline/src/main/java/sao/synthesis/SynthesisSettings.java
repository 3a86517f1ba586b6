package sao.synthesis;

import sao.token.SamplingSettings;

/// The numbers of rows of a round and the settings of its stages.
///
/// @param seed seed of the round; the seed of each row is derived from it
/// @param count number of prompts for training, at least 1
/// @param heldOut number of prompts for evaluation, at least 0; the first accepted prompts, so that a longer run
///     has the same ones
/// @param spare maximum number of personas for each requested prompt, at least 1
/// @param prompts settings of prompts
/// @param answers number of responses to each prompt, at least 2
/// @param responses sampling settings of responses
/// @param inFlight maximum number of concurrent rows, at least 1; does not affect results
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

    /// {@return the maximum number of personas that are drawn}
    public long budget() {
        return (long) Math.ceil(((long) count + heldOut) * spare);
    }

    private static void require(boolean holds, String name, Number found, String wanted) {
        if (!holds) {
            throw new IllegalArgumentException("%s is %s, but it must be %s".formatted(name, found, wanted));
        }
    }
}
