package sao.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sao.batch.DropReason;
import sao.result.RoundResult.NotTrained;
import sao.torch.ComputeDevice;
import sao.trainer.MemoryPlan;
import sao.trainer.Parity;
import sao.trainer.TrainingPlan;

class NotTrainedTest {
    @Test
    void pairsThatAPlanLeavesOutAreCountedByReasonAmongAllPairs() {
        MemoryPlan memory = new MemoryPlan(ComputeDevice.PROCESSOR, 1, 1, 1, 1, 1, false);
        Map<DropReason, Integer> dropped = Map.of(DropReason.PAIR_TOO_LONG, 3, DropReason.EMPTY_ANSWER, 1);
        TrainingPlan plan = new TrainingPlan(58, dropped, 15, 1, 1000, new Parity(8, 0, 0, ""), memory);
        assertThat(TrainStage.notTrained(plan))
                .isEqualTo(new NotTrained(
                        Map.of(
                                DropReason.PAIR_TOO_LONG.label(), 3L,
                                DropReason.EMPTY_ANSWER.label(), 1L),
                        62));
    }
}
