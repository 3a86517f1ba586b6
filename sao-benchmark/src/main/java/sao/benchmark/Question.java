package sao.benchmark;

import java.util.List;
import java.util.Set;

/// A row of a benchmark, with its prompt, its choices and its answer.
///
/// @param id index of the row in its file, from 0
/// @param group value of the benchmark's group column, such as the subject; empty if it has none
/// @param description text before the examples and the prompt; empty if the benchmark has none
/// @param prompts the prompt; in partial scoring, one for each choice
/// @param choices texts of the answers; empty if the answer is generated
/// @param gold indices of the right choices; empty if the answer is generated
/// @param target the right answer of a generated answer; in partial scoring, the text that is scored after each prompt
record Question(
        int id,
        String group,
        String description,
        List<String> prompts,
        List<String> choices,
        Set<Integer> gold,
        String target) {
    Question {
        prompts = List.copyOf(prompts);
        choices = List.copyOf(choices);
        gold = Set.copyOf(gold);
    }

    /// {@return whether each choice completes the prompt, and the same text is scored after each}
    boolean isPartial() {
        return prompts.size() > 1;
    }

    /// {@return the prompt of this question as an example: in partial scoring, the one with the right choice}
    String examplePrompt() {
        return isPartial() ? prompts.get(first(gold)) : prompts.getFirst();
    }

    /// {@return the answer of this question as an example}
    String exampleAnswer() {
        return choices.isEmpty() ? target : choices.get(first(gold));
    }

    private static int first(Set<Integer> indices) {
        return indices.stream().min(Integer::compare).orElseThrow();
    }
}
