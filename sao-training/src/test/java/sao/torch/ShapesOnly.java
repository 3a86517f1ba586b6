package sao.torch;

/// Lends tests of other packages the device without memory.
public final class ShapesOnly {
    private ShapesOnly() {}

    /// {@return the device whose tensors have shapes only}
    public static ComputeDevice device() {
        return ComputeDevice.shapesOnly();
    }
}
