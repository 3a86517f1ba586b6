package sao.training;

import java.util.List;
import sao.domain.PreferencePair;
import sao.gradient.AnswerRow;

/// A pair that is trained.
///
/// @param pair what was judged
/// @param row its prompt, chosen and rejected answer
record TrainingPair(PreferencePair pair, AnswerRow row) {
    static TrainingPair of(PreferencePair pair) {
        return new TrainingPair(
                pair,
                new AnswerRow(
                        pair.promptTokens(),
                        List.of(pair.chosen().tokens(), pair.rejected().tokens())));
    }

    int chosenTokens() {
        return pair.chosen().tokens().size();
    }

    int rejectedTokens() {
        return pair.rejected().tokens().size();
    }
}
