package sao.training;

import java.util.List;
import sao.domain.PreferencePair;
import sao.gradient.AnswerRow;

/// A pair that is trained.
///
/// @param pair what was judged
/// @param row its prompt, chosen and rejected answer
record TrainingPair(PreferencePair pair, AnswerRow row) {
    /// @param pair with token ids
    static TrainingPair of(PreferencePair pair) {
        return new TrainingPair(
                pair,
                new AnswerRow(
                        pair.promptTokens().orElseThrow(),
                        List.of(
                                pair.chosen().tokens().orElseThrow(),
                                pair.rejected().tokens().orElseThrow())));
    }

    int chosenTokens() {
        return row.answers().get(0).size();
    }

    int rejectedTokens() {
        return row.answers().get(1).size();
    }
}
