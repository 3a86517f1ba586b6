package sao.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sao.error.SaoException;
import sao.torch.ComputeDevice;
import sao.torch.ProcessorAsCard;

class EmbeddedTrainerTest {
    private static RuntimeException full() {
        return new RuntimeException("CUDA out of memory. Tried to allocate 20.00 MiB.\nException raised from malloc");
    }

    @Test
    void aFullCardIsExplainedWithTheRemedy() {
        RuntimeException full = full();
        RuntimeException explained = EmbeddedTrainer.explained(full, ProcessorAsCard.device());
        assertThat(explained).isInstanceOf(SaoException.class).hasCause(full);
        assertThat(explained)
                .hasMessageContaining("too little memory")
                .hasMessageContaining("20.00 MiB")
                .hasMessageContaining("train.recompute")
                .hasMessageNotContaining("malloc");
    }

    @Test
    void otherFailuresStayWhatTheyAre() {
        var other = new IllegalStateException("no gradient has reached a weight");
        assertThat(EmbeddedTrainer.explained(other, ProcessorAsCard.device())).isSameAs(other);
        RuntimeException full = full();
        assertThat(EmbeddedTrainer.explained(full, ComputeDevice.PROCESSOR)).isSameAs(full);
    }
}
