package sao.experimentresult;

import java.util.Locale;

/// A figure of a cell that does not decide, but explains the primary figure.
public enum SecondaryFigure {
    /// Share of prompts on which the judge prefers the trained model's answer, in [0, 1].
    WIN_RATE("win rate", Form.PERCENT),
    /// Mean log-odds that the trained model's answer is better, nats.
    MEAN_LOG_ODDS("mean log-odds", Form.LOG_ODDS),
    /// The win rate at equal answer lengths, in [0, 1].
    LENGTH_CONTROLLED("length-controlled", Form.PERCENT),
    /// Win rate of the start model against itself, in [0, 1].
    CONTROL("start against itself", Form.PERCENT),
    /// Mean length of the trained model's answers, tokens.
    TOKENS("answer tokens", Form.NUMBER),
    /// Mean length of the start model's answers, tokens.
    TOKENS_START("answer tokens, start", Form.NUMBER),
    /// Share of the trained model's answers that end within the limit, in [0, 1].
    ENDED("answers that end", Form.PERCENT),
    /// Share of the start model's answers that end within the limit, in [0, 1].
    ENDED_START("answers that end, start", Form.PERCENT),
    /// Share of the trained model's answers with repeated passages, in [0, 1].
    REPETITIVE("repetitive answers", Form.PERCENT),
    /// Share of the start model's answers with repeated passages, in [0, 1].
    REPETITIVE_START("repetitive answers, start", Form.PERCENT),
    /// Distinct words among all words of the trained model's answers, in [0, 1].
    DISTINCT("distinct words", Form.PERCENT),
    /// Share of the trained model's answers that meet a verifiable constraint, in [0, 1].
    CONSTRAINTS("constraints met", Form.PERCENT),
    /// Share of the start model's answers that meet a verifiable constraint, in [0, 1].
    CONSTRAINTS_START("constraints met, start", Form.PERCENT),
    /// Share of held-out pairs that the trained model ranks as labelled, in [0, 1].
    PAIR_ACCURACY("held-out pairs right", Form.PERCENT),
    /// Share of held-out pairs that the start model ranks as labelled, in [0, 1].
    PAIR_ACCURACY_START("held-out pairs right, start", Form.PERCENT),
    /// Number of pairs.
    PAIRS("pairs", Form.NUMBER),
    /// Number of optimizer steps.
    STEPS("steps", Form.NUMBER),
    /// Number of rollbacks by the training guard.
    ROLLBACKS("rollbacks", Form.NUMBER),
    /// Tokens that the cell's model calls read and wrote and its training read. Calls that were taken from another
    /// cell count as if they had been made.
    COST("tokens in all", Form.NUMBER),
    /// Wall time of all stages, seconds.
    SECONDS("seconds", Form.NUMBER);

    private enum Form {
        PERCENT,
        LOG_ODDS,
        NUMBER
    }

    private final String title;
    private final Form form;

    SecondaryFigure(String title, Form form) {
        this.title = title;
        this.form = form;
    }

    /// {@return the name in a table}
    public String title() {
        return title;
    }

    /// {@return the name in JSON and CSV}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return a value as text; a dash if it is not known}
    public String text(double value) {
        if (Double.isNaN(value)) {
            return "\u2013";
        }
        return switch (form) {
            case PERCENT -> String.format(Locale.ROOT, "%.1f %%", 100 * value);
            case LOG_ODDS -> String.format(Locale.ROOT, "%+.3f", value);
            case NUMBER -> String.format(Locale.ROOT, value == Math.rint(value) ? "%,.0f" : "%,.1f", value);
        };
    }
}
