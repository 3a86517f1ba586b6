package sao.optimizer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.tensor.Operators;
import sao.tensor.TensorBlock;
import sao.tensor.Tensors;

/// Moments in float32, unquantised.
final class FullMoments implements Moments {
    private final TensorBlock block;
    private final List<Tensor> first;
    private final List<Tensor> second;

    FullMoments(SequencedMap<String, Tensor> masters) {
        SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
        masters.forEach((name, master) -> shapes.put("first." + name, Tensors.shape(master)));
        masters.forEach((name, master) -> shapes.put("second." + name, Tensors.shape(master)));
        this.block = TensorBlock.of(ScalarType.Float, shapes).zero();
        List<Tensor> tensors = List.copyOf(block.tensors().values());
        this.first = tensors.subList(0, masters.size());
        this.second = tensors.subList(masters.size(), tensors.size());
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
        return block.tensors();
    }

    @Override
    public void close() {
        block.close();
    }
}
