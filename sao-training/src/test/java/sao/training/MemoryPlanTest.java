package sao.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.architecture.Precision;
import sao.batch.TrainingPair;
import sao.config.Family;
import sao.gradient.AnswerRow;
import sao.gradient.Recompute;
import sao.gradient.TinyModel;
import sao.optimizer.OptimizerState;
import sao.torch.ProcessorAsCard;
import sao.trainer.ComputeSettings;

/// What the plan of a training's memory depends on.
class MemoryPlanTest {
    private static final ComputeSettings COMPUTE = ComputeSettings.of(Precision.BFLOAT16, 1, 0);
    private static final long TRAINED = 1000;

    private static MemoryPlan plan(ComputeSettings compute, OptimizerState state, int pairs) {
        List<AnswerRow> rows = TinyPairs.drawn(pairs, 1).stream()
                .map(pair -> TrainingPair.of(pair).row())
                .toList();
        var tiny = new TinyModel(Family.LLAMA, 2);
        return MemoryPlan.of(new MemoryPlan.Work(tiny.config(), TRAINED, true, rows), compute, state);
    }

    @Test
    void momentsTakeEightBytesForAWeightOrTwo() {
        assertThat(plan(COMPUTE, OptimizerState.FP32, 3).optimizer()).isEqualTo(8 * TRAINED);
        assertThat(plan(COMPUTE, OptimizerState.INT8, 3).optimizer()).isEqualTo(2 * TRAINED);
    }

    @Test
    void layersThatAreComputedAgainAreNotKept() {
        MemoryPlan kept = plan(COMPUTE.with(Recompute.OFF), OptimizerState.FP32, 3);
        MemoryPlan again = plan(COMPUTE.with(Recompute.ON), OptimizerState.FP32, 3);
        assertThat(again.recomputed()).isTrue();
        assertThat(again.activations()).isLessThan(kept.activations());
        assertThat(again.words()).contains("with recomputation");
    }

    @Test
    void theMemoryOfAGraphicsCardHoldsNoProgram() {
        ComputeSettings mixed = ComputeSettings.of(Precision.BFLOAT16, 1, 2).on(ProcessorAsCard.device());
        MemoryPlan plan = plan(mixed, OptimizerState.FP32, 3);
        assertThat(plan.loaded()).isEqualTo(6 * TRAINED); // a master and its copy
        assertThat(plan.words()).startsWith("Memory of cpu: ");
        assertThat(plan.compared(1L << 30).sentence()).contains("1.00 GiB of the machine's", "planned of cpu");
    }

    @Test
    void whatFitsIsKept() {
        assertThat(plan(COMPUTE, OptimizerState.FP32, 3).recomputed()).isFalse();
    }

    @Test // a row of two thousand million tokens: far beyond any machine's memory
    void whatDoesNotFitIsComputedAgain() {
        assertThat(plan(COMPUTE.packing(2_000_000_000), OptimizerState.FP32, 3).recomputed())
                .isTrue();
    }

    @Test
    void theLongestRowDecides() {
        ComputeSettings alone = COMPUTE.packing(0);
        assertThat(plan(alone, OptimizerState.FP32, 30).activations())
                .isGreaterThanOrEqualTo(plan(alone, OptimizerState.FP32, 3).activations());
        assertThat(plan(alone, OptimizerState.FP32, 3).compared(0).sentence()).contains("0.00 GiB at the peak");
    }
}
