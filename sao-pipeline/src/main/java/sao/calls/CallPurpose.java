package sao.calls;

import java.util.Locale;

/// The uses of a model in a run. The ledger stores the label with each call, so labels must not change.
public enum CallPurpose {
    /// Writes personas.
    PERSONAS,
    /// Writes prompts.
    PROMPTS,
    /// Answers prompts.
    RESPONSES,
    /// Compares the responses to a prompt.
    JUDGMENTS,
    /// Judges the probes of a judge audit.
    AUDIT,
    /// Judges the pairs of a round with the model of the previous round.
    AGREEMENT,
    /// Answers and judges the prompts of a comparison with the start model.
    EVALUATION,
    /// Answers prompts with constraints that a rule verifies.
    CONSTRAINTS;

    /// {@return the name in ledgers and reports}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
