package sao.torch;

/// Lends tests of other packages the processor, treated like a graphics card.
public final class ProcessorAsCard {
    private ProcessorAsCard() {}

    /// {@return the processor as if this process could not read its memory}
    public static ComputeDevice device() {
        return ComputeDevice.processorAsCard();
    }
}
