import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.model.ModelSource;
import sao.rounding.FrozenRounding;
import sao.torch.EngineThread;
import sao.torch.TensorScope;

/// Measures the time to round all float32 masters of a model to bfloat16: to the nearest number, by frozen thresholds, and by
/// frozen thresholds with the changed weights counted, in turn.
///
/// Arguments: MODEL THREADS TURNS. Prints the median seconds of each as one JSON line.
void main(String[] arguments) {
    int turns = Integer.parseInt(arguments[2]);
    try (ModelSource source = ModelSource.open(Path.of(arguments[0]));
            EngineThread thread = new EngineThread("rounding", Integer.parseInt(arguments[1]))) {
        IO.println(thread.call(() -> measure(source, turns)));
    }
}

String measure(ModelSource source, int turns) {
    try (var _ = TensorScope.open();
            var _ = new NoGradGuard();
            var rounding = FrozenRounding.of(1)) {
        List<String> names = List.copyOf(source.config().parameterShapes().keySet());
        List<Tensor> masters = new ArrayList<>();
        List<Tensor> rounded = new ArrayList<>();
        for (String name : names) {
            Tensor master = source.weights().read(name).to(ScalarType.Float).clone();
            masters.add(master);
            rounded.add(master.to(ScalarType.BFloat16));
        }
        double[][] seconds = new double[3][turns];
        for (int turn = 0; turn < turns; turn++) {
            seconds[0][turn] = time(names.size(), i -> rounded.get(i).copy_(masters.get(i)));
            seconds[1][turn] = time(names.size(), i -> rounding.round(names.get(i), masters.get(i), rounded.get(i)));
            seconds[2][turn] =
                    time(names.size(), i -> rounding.roundCounting(names.get(i), masters.get(i), rounded.get(i)));
        }
        return "{\"nearest\": %.4f, \"frozen\": %.4f, \"frozen_counting\": %.4f}"
                .formatted(median(seconds[0]), median(seconds[1]), median(seconds[2]));
    }
}

double time(int count, java.util.function.IntConsumer work) {
    long begin = System.nanoTime();
    for (int i = 0; i < count; i++) {
        work.accept(i);
    }
    return (System.nanoTime() - begin) / 1e9;
}

double median(double[] values) {
    double[] sorted = values.clone();
    java.util.Arrays.sort(sorted);
    return sorted[sorted.length / 2];
}
