package sao.optimizer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import sao.tensor.Operators;
import sao.tensor.TensorScope;

/// Moments in float32.
final class FullMoments implements Moments {
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();
    private final List<Tensor> first = new ArrayList<>();
    private final List<Tensor> second = new ArrayList<>();

    FullMoments(SequencedMap<String, Tensor> masters) {
        masters.forEach((name, master) -> first.add(zeros("first." + name, master)));
        masters.forEach((name, master) -> second.add(zeros("second." + name, master)));
    }

    private Tensor zeros(String name, Tensor master) {
        try (var _ = TensorScope.open()) {
            Tensor zeros = TensorScope.keep(torch.zeros_like(master.detach()));
            tensors.put(name, zeros);
            return zeros;
        }
    }

    @Override
    public void step(List<Tensor> masters, List<Tensor> gradients, Tensor count, Operators.AdamWSettings settings) {
        // the count is only read, so one serves all
        Operators.fusedAdamW(
                new Operators.AdamWState(masters, gradients, first, second, Collections.nCopies(masters.size(), count)),
                settings);
    }

    @Override
    public SequencedMap<String, Tensor> tensors() {
        return tensors;
    }

    @Override
    public void close() {
        tensors.values().forEach(Tensor::close);
    }
}
