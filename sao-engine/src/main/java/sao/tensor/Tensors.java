package sao.tensor;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.torch.ComputeDevice;
import sao.torch.NativeLibrary;
import sao.torch.TensorScope;

/// Conversion of arrays to tensors of the thread's device and back, and constants for arithmetic.
public final class Tensors {
    static {
        NativeLibrary.start();
    }

    private static final Map<Double, Scalar> CONSTANTS = new ConcurrentHashMap<>();

    private Tensors() {}

    /// {@return a one-dimensional tensor of 64-bit integers}
    public static Tensor longs(long... values) {
        return ComputeDevice.current().place(Tensor.create(values, values.length));
    }

    /// {@return a one-dimensional tensor of 64-bit integers}
    public static Tensor longs(int[] values) {
        long[] wide = new long[values.length];
        for (int i = 0; i < values.length; i++) {
            wide[i] = values[i];
        }
        return longs(wide);
    }

    /// {@return a tensor of float32}
    ///
    /// @param values as many as the shape has places, last dimension fastest
    public static Tensor floats(float[] values, long... shape) {
        return ComputeDevice.current().place(Tensor.create(values, shape));
    }

    /// {@return a tensor of float64}
    ///
    /// @param values as many as the shape has places, last dimension fastest
    public static Tensor doubles(double[] values, long... shape) {
        return ComputeDevice.current().place(Tensor.create(values, shape));
    }

    /// {@return a tensor of zeros}
    public static Tensor zeros(ScalarType type, long... shape) {
        return ComputeDevice.current().zeros(type, shape);
    }

    /// {@return a tensor with uninitialised values}
    static Tensor unwritten(ScalarType type, long... shape) {
        return ComputeDevice.current().unwritten(type, shape);
    }

    /// {@return a tensor of float32 whose elements all have one value}
    public static Tensor filled(Scalar value, long... shape) {
        return zeros(ScalarType.Float, shape).fill_(value);
    }

    /// {@return the tensor in host memory; the same tensor if it is there already}
    public static Tensor onHost(Tensor tensor) {
        return tensor.cpu();
    }

    /// {@return the values of a tensor of any floating type as float32, last dimension fastest}
    public static float[] toFloats(Tensor tensor) {
        try (var _ = TensorScope.open()) {
            Tensor plain = onHost(tensor.detach().to(ScalarType.Float)).contiguous();
            float[] values = new float[Math.toIntExact(plain.numel())];
            plain.data_ptr_float().get(values);
            return values;
        }
    }

    /// {@return the values of a tensor of any floating type as float64, last dimension fastest}
    public static double[] toDoubles(Tensor tensor) {
        try (var _ = TensorScope.open()) {
            Tensor plain = onHost(tensor.detach().to(ScalarType.Double)).contiguous();
            double[] values = new double[Math.toIntExact(plain.numel())];
            plain.data_ptr_double().get(values);
            return values;
        }
    }

    /// {@return the values of a tensor of any integer type, last dimension fastest}
    public static long[] toLongs(Tensor tensor) {
        try (var _ = TensorScope.open()) {
            Tensor plain = onHost(tensor.to(ScalarType.Long)).contiguous();
            long[] values = new long[Math.toIntExact(plain.numel())];
            plain.data_ptr_long().get(values);
            return values;
        }
    }

    /// {@return the sizes of a tensor's dimensions}
    public static long[] shape(Tensor tensor) {
        long[] shape = new long[Math.toIntExact(tensor.dim())];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = tensor.size(i);
        }
        return shape;
    }

    /// {@return a floating-point scalar for arithmetic; equal values have one scalar, which is never freed, so use
    /// it for constants}
    public static Scalar constant(double value) {
        return CONSTANTS.computeIfAbsent(value, _ -> TensorScope.keep(new Scalar(value)));
    }

    /// {@return an integer scalar for arithmetic, with which integer tensors stay integers; it is never
    /// freed, so use it for constants}
    public static Scalar wholeConstant(long value) {
        return TensorScope.keep(new Scalar(value));
    }
}
