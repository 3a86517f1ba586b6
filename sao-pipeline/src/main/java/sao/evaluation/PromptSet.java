package sao.evaluation;

import java.util.List;
import sao.domain.Prompt;

/// A set of prompts on which two models are compared: the held-out prompts of a run, or the prompts of a
/// benchmark.
///
/// @param benchmark name of the benchmark; empty for held-out prompts
/// @param prompts distinct prompts outside the training data, at least one
public record PromptSet(String benchmark, List<Prompt> prompts) {
    public PromptSet {
        prompts = List.copyOf(prompts);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("a prompt set needs at least one prompt");
        }
    }

    /// {@return the set of held-out prompts of a run}
    public static PromptSet heldOut(List<Prompt> prompts) {
        return new PromptSet("", prompts);
    }

    /// {@return whether these are held-out prompts of a run}
    public boolean isHeldOut() {
        return benchmark.isEmpty();
    }

    /// {@return the number of prompts}
    public int size() {
        return prompts.size();
    }

    /// {@return a description for messages, such as `held-out prompts` or `prompts of exam.jsonl`}
    public String words() {
        return isHeldOut() ? "held-out prompts" : "prompts of " + benchmark;
    }
}
