package sao.health;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.AttentionRule;
import sao.architecture.CausalLanguageModel;
import sao.architecture.SoftCap;
import sao.architecture.WholeSequenceAttention;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;

/// Keys and values of B answers to different prompts, so that each new token costs one place. Lives in the
/// scope in which it was made.
final class ProbeCache {
    private static final WholeSequenceAttention WHOLE = new WholeSequenceAttention();

    private final List<Tensor> keys = new ArrayList<>(); // [B, K, T, D] for each layer
    private final List<Tensor> values = new ArrayList<>();

    /// @param shape `[B, K, T, D]`
    ProbeCache(CausalLanguageModel model, long... shape) {
        for (int layer = 0; layer < model.config().layers(); layer++) {
            keys.add(Tensors.zeros(model.elementType(), shape));
            values.add(Tensors.zeros(model.elementType(), shape));
        }
    }

    /// Attention of a whole prompt, which is put down as an answer's beginning.
    Tensor prefill(int answer, AttentionRule rule, Tensor query, List<Tensor> keyValue) {
        put(keys.get(rule.layer()), answer, 0, keyValue.getFirst());
        put(values.get(rule.layer()), answer, 0, keyValue.getLast());
        return WHOLE.attend(rule, query, keyValue.getFirst(), keyValue.getLast());
    }

    /// Attention of one new token of each answer.
    ///
    /// @param places `[B]`, of the new tokens
    /// @param query `[B, H, D]`
    /// @param keyValue `[B, K, D]` each
    /// @return `[B, H * D]`
    Tensor step(int[] places, AttentionRule rule, Tensor query, List<Tensor> keyValue) {
        Tensor layerKeys = keys.get(rule.layer());
        Tensor layerValues = values.get(rule.layer());
        int longest = 0;
        for (int answer = 0; answer < places.length; answer++) {
            put(layerKeys, answer, places[answer], keyValue.getFirst().narrow(0, answer, 1));
            put(layerValues, answer, places[answer], keyValue.getLast().narrow(0, answer, 1));
            longest = Math.max(longest, places[answer] + 1);
        }
        long count = query.size(0);
        long heads = query.size(1);
        long width = query.size(2);
        long groups = layerKeys.size(1);
        Tensor grouped = query.mul(new Scalar(rule.scale())).view(count, groups, heads / groups, width);
        Tensor products = grouped.matmul(layerKeys.narrow(2, 0, longest).transpose(2, 3)); // [B, K, G, T]
        Tensor scores = SoftCap.apply(products, rule.softCap()).add(unseen(rule, places, longest, query.scalar_type()));
        Tensor weights = torch.softmax(scores, -1, new ScalarTypeOptional(ScalarType.Float))
                .to(query.scalar_type());
        return weights.matmul(layerValues.narrow(2, 0, longest)).reshape(count, heads * width);
    }

    private static Tensor unseen(AttentionRule rule, int[] places, int longest, ScalarType type) {
        float[] mask = new float[places.length * longest];
        for (int answer = 0; answer < places.length; answer++) {
            for (int place = 0; place < longest; place++) {
                boolean seen = place <= places[answer] && place >= rule.first(places[answer]);
                mask[answer * longest + place] = seen ? 0 : Float.NEGATIVE_INFINITY;
            }
        }
        return Tensors.floats(mask, places.length, 1, 1, longest).to(type);
    }

    /// @param heads `[L, K, D]`
    private static void put(Tensor cache, int answer, int place, Tensor heads) {
        try (var _ = TensorScope.open()) {
            cache.select(0, answer).narrow(1, place, heads.size(0)).copy_(heads.transpose(0, 1));
        }
    }
}
