package sao.modelfile;

import java.util.List;
import sao.error.SaoException;
import sao.model.ModelSource;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;

/// Compares a written model with its source, except for the weights.
public final class ModelComparison {
    /// Texts on which tokenizers tend to differ: digits, contractions, accents, spaces, line ends, scripts, code.
    private static final List<String> TEXTS = List.of(
            "a",
            "Hello, world!",
            "It's 2024; they'd've paid $1,234,567.89 (not 12%).",
            "  two spaces,   three, and a tab\tthen\n\n\nlines\r\nend  ",
            "I'LL don't WE'RE y'all's",
            "na\u00EFve caf\u00E9 \u00FC\u00DF \u0130stanbul \u00C5ngstr\u00F6m",
            "\u65E5\u672C\u8A9E\u306E\u6587\u7AE0\u3067\u3059\u3002 \u4E2D\u6587\uFF0C\u4F60\u597D",
            "\u0627\u0644\u0639\u0631\u0628\u064A\u0629 \u05E2\u05D1\u05E8\u05D9\u05EA \u0939\u093F\u0928\u094D\u0926\u0940",
            "\uD83D\uDE00 \uD83D\uDC69\u200D\uD83D\uDCBB \uD83C\uDDE9\uD83C\uDDEA",
            "\u00BD \u2167 x\u00B2 \u0663\u0664",
            "def f(x):\n    return {'a': [x**2 for _ in range(10)]}  # note\n",
            "https://example.org/path?query=1&other=two#part",
            "123 4567   8 9.0e-10 0x1F",
            " leading and trailing ",
            "",
            " ",
            "\n");

    private ModelComparison() {}

    /// {@return the error for a written model that differs from its source}
    ///
    /// @param difference what differs, a clause without a full stop
    public static SaoException differs(String difference) {
        return new SaoException(
                "The written model differs from its source: %s. It was discarded.".formatted(difference),
                "Run the command again; if it fails again, keep the original and report this message.");
    }

    /// Requires that a written model has the shape, tokenizer, chat template and end-of-turn tokens of its source.
    ///
    /// @throws SaoException naming the first difference
    public static void requireSame(ModelSource source, ModelSource written) {
        if (!written.config().withFamily(source.config().family()).equals(source.config())) {
            throw differs("its configuration is %s instead of %s".formatted(written.config(), source.config()));
        }
        requireTokenizer(source.tokenizer(), written.tokenizer());
        if (!written.tokenizerConfig()
                .chatTemplate()
                .equals(source.tokenizerConfig().chatTemplate())) {
            throw differs("its chat template is different");
        }
        if (!written.endOfTurn().equals(source.endOfTurn())) {
            throw differs(
                    "its end-of-turn tokens are %s instead of %s".formatted(written.endOfTurn(), source.endOfTurn()));
        }
    }

    private static void requireTokenizer(Tokenizer source, Tokenizer written) {
        if (written.fingerprint().equals(source.fingerprint())) {
            return;
        }
        for (String text : TEXTS) {
            requireSame(text, source.encode(text), written.encode(text));
        }
        for (String special : source.specialTokens()) {
            String text = "before" + special + "after " + special;
            requireSame(text, source.encode(text), written.encode(text));
            requireSame(text, source.encodeWithSpecials(text), written.encodeWithSpecials(text));
        }
        if (!written.addedBeginning().equals(source.addedBeginning())) {
            throw differs("its tokenizer begins a text with %s instead of %s"
                    .formatted(written.addedBeginning(), source.addedBeginning()));
        }
    }

    private static void requireSame(String text, TokenIds expected, TokenIds found) {
        if (!found.equals(expected)) {
            throw differs("its tokenizer encodes '%s' as %s instead of %s".formatted(text, found, expected));
        }
    }
}
