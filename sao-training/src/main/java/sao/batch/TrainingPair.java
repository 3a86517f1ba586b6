package sao.batch;

import java.util.List;
import sao.domain.PreferencePair;
import sao.gradient.AnswerRow;

/// A pair that is trained.
///
/// @param pair what was judged
/// @param row its prompt, chosen and rejected answer
public record TrainingPair(PreferencePair pair, AnswerRow row) {
    public static TrainingPair of(PreferencePair pair) {
        return new TrainingPair(
                pair,
                new AnswerRow(
                        pair.promptTokens(),
                        List.of(pair.chosen().tokens(), pair.rejected().tokens())));
    }

    public int chosenTokens() {
        return pair.chosen().tokens().size();
    }

    public int rejectedTokens() {
        return pair.rejected().tokens().size();
    }
}
