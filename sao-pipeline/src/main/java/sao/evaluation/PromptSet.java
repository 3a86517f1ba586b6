package sao.evaluation;

import java.util.List;
import sao.domain.Prompt;

/// Prompts on which two models are put side by side: those that a run held out, or those of a benchmark.
///
/// @param benchmark its name; empty for held-out prompts
/// @param prompts what is asked, at least one, each of them once; none of them may have been trained on
public record PromptSet(String benchmark, List<Prompt> prompts) {
    public PromptSet {
        prompts = List.copyOf(prompts);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("there are no prompts");
        }
    }

    /// {@return prompts that a run held out}
    public static PromptSet heldOut(List<Prompt> prompts) {
        return new PromptSet("", prompts);
    }

    /// {@return whether a run held them out}
    public boolean isHeldOut() {
        return benchmark.isEmpty();
    }

    /// {@return how many there are}
    public int size() {
        return prompts.size();
    }

    /// {@return what they are, such as `held-out prompts` or `prompts of exam.jsonl`}
    public String words() {
        return isHeldOut() ? "held-out prompts" : "prompts of " + benchmark;
    }
}
