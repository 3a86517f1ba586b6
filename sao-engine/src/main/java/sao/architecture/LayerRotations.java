package sao.architecture;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.config.ModelConfig;
import sao.config.Rotation;

/// The rotary embedding of each layer; layers with the same rotation share one.
final class LayerRotations implements AutoCloseable {
    private final List<RotaryEmbedding> byLayer = new ArrayList<>();
    private final List<RotaryEmbedding> distinct;

    LayerRotations(ModelConfig config) {
        Map<Rotation, RotaryEmbedding> known = new LinkedHashMap<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            byLayer.add(known.computeIfAbsent(
                    config.rotation(layer), rotation -> RotaryEmbedding.of(rotation, config.headWidth())));
        }
        distinct = List.copyOf(known.values());
    }

    /// {@return the angles of each layer, in the caller's scope}
    ///
    /// @param positions `[N]` int64
    /// @param type element type of the result
    List<RotaryEmbedding.Angles> angles(Tensor positions, ScalarType type) {
        List<RotaryEmbedding.Angles> computed =
                distinct.stream().map(rotary -> rotary.angles(positions, type)).toList();
        return byLayer.stream()
                .map(rotary -> computed.get(distinct.indexOf(rotary)))
                .toList();
    }

    /// {@return the angles of one layer, in the caller's scope}
    RotaryEmbedding.Angles angles(int layer, Tensor positions, ScalarType type) {
        return byLayer.get(layer).angles(positions, type);
    }

    @Override
    public void close() {
        distinct.forEach(RotaryEmbedding::close);
    }
}
