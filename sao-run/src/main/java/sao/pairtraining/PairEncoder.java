package sao.pairtraining;

import java.util.List;
import java.util.Optional;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.domain.PreferencePair;
import sao.model.TurnEncoder;
import sao.token.FinishReason;
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
        Conversation asked;
        TokenIds prompt;
        switch (row) {
            case PreferenceRow.Chat chat -> {
                asked = chat.prompt();
                prompt = encoder.prompt(chat.prompt());
            }
            case PreferenceRow.Plain plain -> {
                asked = Conversation.ask(plain.prompt());
                prompt = encoder.plainPrompt(plain.prompt());
            }
        }
        double p = row.probability();
        double logOdds = Math.log(p) - Math.log1p(-p);
        Answer chosen = answer(row.chosen());
        Answer rejected = answer(row.rejected());
        return new PreferencePair(
                row.id(), 1, "", asked, Optional.of(prompt), chosen, rejected, p, logOdds, -logOdds, JUDGE);
    }

    /// An answer from a file: its log-probabilities are unknown.
    private Answer answer(String text) {
        TokenIds tokens = text.isEmpty() ? TokenIds.of() : encoder.answer(text);
        return Answer.ofTokens(text, tokens, FinishReason.STOP, 0);
    }
}
