package sao.prompt;

import java.util.Locale;

/// What a prompt is to ask for. The words that say so to a model stand in `kinds-v1.tsv`.
public enum PromptKind {
    /// Whatever comes to the model's mind, as in the paper.
    ANY,
    /// A concrete task.
    INSTRUCTION,
    /// What somebody wants to know.
    KNOWLEDGE,
    /// A problem in mathematics or logic.
    REASONING,
    /// A piece of writing.
    CREATIVE,
    /// A program.
    CODING;

    /// {@return the name in settings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
