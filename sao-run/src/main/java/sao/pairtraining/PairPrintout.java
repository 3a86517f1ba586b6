package sao.pairtraining;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import sao.batch.PairPreview;
import sao.domain.PreferencePair;
import sao.token.TokenIds;
import sao.tokenizer.Tokenizer;

/// A pair as the trainer sees it, token by token, and how long the pairs are.
///
/// @param preflight at least one pair
/// @param tokenizer of the model
record PairPrintout(PairPreview preflight, Tokenizer tokenizer) {
    List<String> lines() {
        PreferencePair first = preflight.kept().getFirst();
        TokenIds prompt = first.promptTokens().orElseThrow();
        List<String> lines = new ArrayList<>();
        lines.add("Pair %s. A * marks what is trained: each token as the prediction from all before it."
                .formatted(first.id()));
        add(lines, "prompt", prompt, ' ');
        add(lines, "chosen", first.chosen().tokens().orElseThrow(), '*');
        add(lines, "rejected", first.rejected().tokens().orElseThrow(), '*');
        lines.add(beginnings(prompt));
        lines.add("Tokens, shortest / median / longest of %d pairs:"
                .formatted(preflight.kept().size()));
        lines.add(length("prompt", pair -> pair.promptTokens().orElseThrow().size()));
        lines.add(length("chosen", pair -> pair.chosen().completionTokens().orElseThrow()));
        lines.add(length("rejected", pair -> pair.rejected().completionTokens().orElseThrow()));
        preflight.warning().ifPresent(lines::add);
        preflight
                .dropped()
                .forEach((reason, count) -> lines.add("Not trained: %d pairs, %s.".formatted(count, reason.label())));
        return lines;
    }

    private void add(List<String> lines, String part, TokenIds tokens, char mark) {
        lines.add("%s, %d tokens".formatted(part, tokens.size()));
        for (int i = 0; i < tokens.size(); i++) {
            String text = tokenizer.decode(TokenIds.of(tokens.get(i)), false);
            lines.add("  %c %5d %8d  %s".formatted(mark, i, tokens.get(i), visible(text)));
        }
    }

    private String beginnings(TokenIds prompt) {
        return tokenizer
                .addedBeginning()
                .map(token -> "The prompt begins with the beginning-of-text token %d, once.".formatted(token))
                .orElse("The tokenizer puts no token at the beginning of a text; the prompt begins with token %d."
                        .formatted(prompt.get(0)));
    }

    private String length(String part, ToIntFunction<PreferencePair> tokens) {
        PairPreview.Lengths lengths = preflight.lengths(tokens);
        return "  %-9s %6d / %6d / %6d".formatted(part, lengths.shortest(), lengths.median(), lengths.longest());
    }

    private static String visible(String text) {
        return text.replace("\\", "\\\\")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace(' ', '\u00b7');
    }
}
