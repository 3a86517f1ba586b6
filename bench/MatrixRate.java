

import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Tensors;
import sao.torch.ComputeDevice;
import sao.torch.EngineThread;
import sao.torch.TensorScope;

/// Measures the rate of matrix products of the sizes in the training of a small model: the upper limit of the
/// trainer's rate.
///
/// Arguments: THREADS [DEVICE]. Prints GFLOP/s in bfloat16 and float32; a multiply-add counts as two operations.
void main(String[] arguments) {
    int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : Runtime.getRuntime().availableProcessors();
    ComputeDevice device = ComputeDevice.named(arguments.length > 1 ? arguments[1] : "cpu");
    try (var thread = new EngineThread("rate", threads, device)) {
        System.out.println(thread.call(() -> String.format(
                Locale.ROOT, "{\"bf16_gflops\": %.1f, \"fp32_gflops\": %.1f}", rate(ScalarType.BFloat16), rate(ScalarType.Float))));
    }
}

/// The best of several rounds. A round is a gate, an output and a head projection over 512 tokens.
double rate(ScalarType type) {
    long[][] shapes = {{512, 576, 1536}, {512, 1536, 576}, {512, 576, 576}, {512, 576, 49152}};
    double best = 0;
    for (int round = 0; round < 8; round++) {
        double operations = 0;
        double seconds = 0;
        for (long[] shape : shapes) {
            try (var _ = TensorScope.open()) {
                Tensor input = ComputeDevice.current().place(torch.randn(new long[] {shape[0], shape[1]}).to(type));
                Tensor weight = ComputeDevice.current().place(torch.randn(new long[] {shape[2], shape[1]}).to(type));
                finish(input);
                int times = shape[2] > 10000 ? 2 : 20; // and one more, to synchronise with
                long begin = System.nanoTime();
                for (int i = 0; i < times; i++) {
                    try (var _ = TensorScope.open()) {
                        torch.linear(input, weight);
                    }
                }
                finish(torch.linear(input, weight));
                seconds += (System.nanoTime() - begin) / 1e9;
                operations += 2.0 * shape[0] * shape[1] * shape[2] * (times + 1);
            }
        }
        best = Math.max(best, operations / seconds / 1e9);
    }
    return best;
}

/// Waits until the device has computed the result.
void finish(Tensor tensor) {
    Tensors.toFloats(tensor.view(-1).narrow(0, 0, 1));
}
