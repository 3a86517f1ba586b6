package sao.prompt;

import java.util.Locale;

/// The kind of a requested prompt. The resource `kinds-v1.tsv` contains the request texts.
public enum PromptKind {
    /// Any prompt, as in the paper.
    ANY,
    /// A concrete task.
    INSTRUCTION,
    /// A question about facts.
    KNOWLEDGE,
    /// A problem in mathematics or logic.
    REASONING,
    /// A piece of writing.
    CREATIVE,
    /// A program.
    CODING;

    /// {@return the name in settings, lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
