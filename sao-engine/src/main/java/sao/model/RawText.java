package sao.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.error.SaoException;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;

/// A raw text and its continuations as tokens, split as the Language Model Evaluation Harness splits them
/// (lm-eval 0.4, `TemplateLM._encode_pair` and `loglikelihood`).
///
/// @param context ids of the text, at least one
/// @param continuations ids of each continuation
public record RawText(TokenIds context, List<TokenIds> continuations) {
    /// {@return the tokens of a context and its continuations}
    ///
    /// @throws SaoException if the context is empty and the model has neither a beginning- nor an end-of-text
    ///     token to stand for it
    public static RawText of(String context, List<String> continuations, ModelSource source) {
        Tokenizer tokenizer = source.tokenizer();
        int end = context.length();
        while (end > 0 && isSpace(context.charAt(end - 1))) {
            end--;
        }
        String text = context.substring(0, end);
        String space = context.substring(end);
        TokenIds before = text.isEmpty() ? TokenIds.of(prefix(source)) : begun(tokenizer, tokenizer.encode(text));
        List<TokenIds> after = new ArrayList<>();
        for (String continuation : continuations) {
            if (text.isEmpty()) {
                after.add(tokenizer.encode(space + continuation));
            } else {
                TokenIds whole = begun(tokenizer, tokenizer.encode(text + space + continuation));
                after.add(whole.slice(Math.min(before.size(), whole.size()), whole.size()));
            }
        }
        return new RawText(before, after);
    }

    /// {@return the tokens of a text, after the beginning-of-text token where the tokenizer adds one}
    public static TokenIds tokens(String text, ModelSource source) {
        return begun(source.tokenizer(), source.tokenizer().encode(text));
    }

    /// White space as defined by Python's `str.rstrip`.
    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    private static TokenIds begun(Tokenizer tokenizer, TokenIds ids) {
        return tokenizer
                .addedBeginning()
                .map(beginning -> TokenIds.of(beginning).then(ids))
                .orElse(ids);
    }

    /// The token that stands for an empty context: the beginning of a text, otherwise its end.
    private static int prefix(ModelSource source) {
        Optional<Integer> beginning = source.tokenizer().addedBeginning();
        return beginning
                .or(() -> source.tokenizerConfig().beginning().flatMap(source.tokenizer()::idOf))
                .or(() -> source.tokenizerConfig().end().flatMap(source.tokenizer()::idOf))
                .orElseThrow(() -> new SaoException(
                        "The context is empty, and %s has neither a beginning- nor an end-of-text token."
                                .formatted(source.path()),
                        "Give a context, or a bos_token in tokenizer_config.json."));
    }
}
