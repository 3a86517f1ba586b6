package sao.torch;

import java.util.stream.Stream;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assumptions;

/// What a test of cards runs on.
public enum Card {
    /// The processor as if this process could not read its memory.
    PLAYED,
    /// The first of this machine's own.
    REAL;

    public static Stream<Card> all() {
        return Stream.of(values());
    }

    /// {@return the device; the test is skipped where there is none}
    public ComputeDevice device() {
        if (this == PLAYED) {
            return ProcessorAsCard.device();
        }
        ComputeDevice.named("cpu"); // libtorch is loaded
        Assumptions.assumeTrue(torch.hasCUDA(), "no graphics card is here, or SAO_LIBTORCH does not name its PyTorch");
        return ComputeDevice.named("cuda:0");
    }
}
