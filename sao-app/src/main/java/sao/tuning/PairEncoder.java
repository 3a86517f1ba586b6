package sao.tuning;

import java.util.Arrays;
import java.util.List;
import sao.chat.Answer;
import sao.dataset.PreferenceRow;
import sao.domain.PreferencePair;
import sao.model.TurnEncoder;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// Rows of texts to pairs of tokens. A conversation is rendered by the model's template, a plain text is
/// taken as it is; every answer ends with the end of a turn.
final class PairEncoder {
    private static final String JUDGE = "given";

    private final TurnEncoder encoder;

    PairEncoder(TurnEncoder encoder) {
        this.encoder = encoder;
    }

    List<PreferencePair> encode(List<PreferenceRow> rows) {
        return rows.stream().map(this::encode).toList();
    }

    private PreferencePair encode(PreferenceRow row) {
        String text;
        TokenIds prompt;
        switch (row) {
            case PreferenceRow.Chat chat -> {
                text = chat.prompt().messages().getLast().content();
                prompt = encoder.prompt(chat.prompt());
            }
            case PreferenceRow.Plain plain -> {
                text = plain.prompt();
                prompt = encoder.plainPrompt(plain.prompt());
            }
        }
        double p = row.probability();
        double logOdds = Math.log(p) - Math.log1p(-p);
        Answer chosen = answer(row.chosen());
        Answer rejected = answer(row.rejected());
        return new PreferencePair(row.id(), 1, "", text, prompt, chosen, rejected, p, logOdds, -logOdds, JUDGE);
    }

    /// An answer whose sampler nobody knows: its log-probabilities are NaN.
    private Answer answer(String text) {
        TokenIds tokens = text.isEmpty() ? TokenIds.of() : encoder.answer(text);
        float[] unknown = new float[tokens.size()];
        Arrays.fill(unknown, Float.NaN);
        return new Answer(text, tokens, LogProbabilities.of(unknown), FinishReason.STOP, 0);
    }
}
