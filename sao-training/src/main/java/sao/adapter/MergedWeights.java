package sao.adapter;

import java.util.List;
import java.util.Set;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// A model's weights with an adapter added to them: `W + scale * up down`, in float32.
public final class MergedWeights implements WeightSource {
    private final WeightSource base;
    private final WeightSource adapter;
    private final double scale;
    private final Set<String> adapted;

    /// @param base of the adapter; stays the caller's
    /// @param adapter closed with this
    /// @param shapes of the adapter
    public MergedWeights(WeightSource base, WeightSource adapter, AdapterShapes shapes) {
        this.base = base;
        this.adapter = adapter;
        this.scale = shapes.settings().scale();
        this.adapted = Set.copyOf(shapes.adapted());
    }

    @Override
    public List<String> names() {
        return base.names();
    }

    @Override
    public long[] shape(String name) {
        return base.shape(name);
    }

    @Override
    public String storedAs(String name) {
        return base.storedAs(name);
    }

    @Override
    public Tensor read(String name) {
        if (!adapted.contains(name)) {
            return base.read(name);
        }
        return TensorScope.returning(() -> {
            try (var _ = new NoGradGuard()) {
                Tensor up = adapter.read(AdapterShapes.up(name)).to(ScalarType.Float);
                Tensor down = adapter.read(AdapterShapes.down(name)).to(ScalarType.Float);
                return base.read(name).to(ScalarType.Float).add(up.matmul(down).mul_(new Scalar(scale)));
            }
        });
    }

    @Override
    public void unload() {
        base.unload();
        adapter.unload();
    }

    @Override
    public String fingerprint() {
        return "%s with %s".formatted(base.fingerprint(), adapter.fingerprint());
    }

    @Override
    public String toString() {
        return "%s with %s".formatted(base, adapter);
    }

    @Override
    public void close() {
        adapter.close();
    }
}
