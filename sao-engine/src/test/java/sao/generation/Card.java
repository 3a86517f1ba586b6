package sao.generation;

import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assumptions;
import sao.torch.ComputeDevice;
import sao.torch.ProcessorAsCard;

/// What a test of cards runs on.
enum Card {
    /// The processor as if this process could not read its memory.
    PLAYED,
    /// The first of this machine's own.
    REAL;

    static Stream<Card> all() {
        return Stream.of(values());
    }

    /// {@return the device; the test is skipped where there is none}
    ComputeDevice device() {
        if (this == PLAYED) {
            return ProcessorAsCard.device();
        }
        ComputeDevice.named("cpu"); // libtorch is loaded
        Assumptions.assumeTrue(torch.hasCUDA(), "no graphics card is here, or SAO_LIBTORCH does not name its PyTorch");
        return ComputeDevice.named("cuda:0");
    }
}
