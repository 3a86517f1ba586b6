package sao.stage;

import java.util.Arrays;
import java.util.Locale;

/// The stages of a round, in order. Their labels are fixed: `sao status --json` shows them.
public enum StageName {
    PROMPTS,
    RESPONSES,
    JUDGMENTS,
    PAIRS,
    AUDIT,
    AGREEMENT,
    TRAIN,
    EXPORT,
    EVALUATE,
    REPORT;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return where it stands among the stages, from 0}
    int place() {
        return Arrays.asList(values()).indexOf(this);
    }
}
