package sao.trainstage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sao.batch.DropReason;
import sao.result.RoundResult.NotTrained;
import sao.trainer.TrainedModel;

class TrainingRecorderTest {
    @Test
    void pairsThatAPlanLeavesOutAreCountedByReasonAmongAllPairs() {
        Map<DropReason, Integer> dropped = Map.of(DropReason.PAIR_TOO_LONG, 3, DropReason.EMPTY_ANSWER, 1);
        var pairs = new TrainedModel.Pairs(58, dropped);
        assertThat(TrainingRecorder.notTrained(pairs))
                .isEqualTo(new NotTrained(
                        Map.of(
                                DropReason.PAIR_TOO_LONG.label(), 3L,
                                DropReason.EMPTY_ANSWER.label(), 1L),
                        62));
    }
}
