package sao.batch;

import java.util.List;
import sao.domain.PreferencePair;
import sao.gradient.AnswerRow;

/// A pair and the row of tokens that is trained.
///
/// @param pair what was judged
/// @param row its prompt, chosen and rejected answer
public record TrainingPair(PreferencePair pair, AnswerRow row) {
    /// @param pair with token ids
    public static TrainingPair of(PreferencePair pair) {
        return new TrainingPair(
                pair,
                new AnswerRow(
                        pair.promptTokens().orElseThrow(),
                        List.of(
                                pair.chosen().tokens().orElseThrow(),
                                pair.rejected().tokens().orElseThrow())));
    }

    public int chosenTokens() {
        return row.answers().get(0).size();
    }

    public int rejectedTokens() {
        return row.answers().get(1).size();
    }
}
