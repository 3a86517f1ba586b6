package sao.health;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.CausalLanguageModel;
import sao.architecture.SoftCap;
import sao.architecture.WholeSequenceAttention;
import sao.config.AttentionRule;
import sao.config.ModelConfig;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// Keys and values of B answers, in one tensor with a position for each new token. Lives
/// in the scope in which it was created.
final class ProbeCache {
    private static final WholeSequenceAttention WHOLE = new WholeSequenceAttention();

    private final List<Tensor> keys = new ArrayList<>(); // [B, K, T, D] for each layer
    private final List<Tensor> values = new ArrayList<>();

    private final ModelConfig config;

    /// @param shape `[B, K, T, D]`
    ProbeCache(CausalLanguageModel model, long... shape) {
        this.config = model.config();
        for (int layer = 0; layer < config.layers(); layer++) {
            keys.add(Tensors.zeros(model.elementType(), shape));
            values.add(Tensors.zeros(model.elementType(), shape));
        }
    }

    /// Attention of a whole prompt, whose keys and values are stored as the beginning of its answers.
    ///
    /// @param first row of its first answer
    /// @param answers number of its answers
    Tensor prefill(int first, int answers, AttentionRule rule, Tensor query, List<Tensor> keyValue) {
        put(keys.get(rule.layer()).narrow(0, first, answers), keyValue.getFirst());
        put(values.get(rule.layer()).narrow(0, first, answers), keyValue.getLast());
        return WHOLE.attend(rule, query, keyValue.getFirst(), keyValue.getLast());
    }

    /// The positions of one new token of each answer.
    ///
    /// @param index `[B, 1, 1, 1]`, positions of the new tokens, from 0
    /// @param longest T, number of tokens of the longest answer, including its new token
    /// @param unseen what is added to the scores, `[B, 1, 1, T]` by window
    record Step(Tensor index, int longest, Map<Integer, Tensor> unseen) {}

    /// {@return a step of one new token of each answer, for all layers; it lives in the caller's scope}
    ///
    /// @param places `[B]`, positions of the new tokens
    Step step(int[] places) {
        int longest = IntStream.of(places).max().orElseThrow() + 1;
        Map<Integer, Tensor> unseen = new HashMap<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            AttentionRule rule = config.attentionRule(layer);
            unseen.computeIfAbsent(rule.window(), _ -> unseen(rule, places, longest));
        }
        return new Step(Tensors.longs(places).view(-1, 1, 1, 1), longest, unseen);
    }

    /// Attention of one new token of each answer.
    ///
    /// @param query `[B, H, D]`
    /// @param keyValue `[B, K, D]` each
    /// @return `[B, H * D]`
    Tensor attend(Step step, AttentionRule rule, Tensor query, List<Tensor> keyValue) {
        Tensor layerKeys = keys.get(rule.layer());
        Tensor layerValues = values.get(rule.layer());
        put(layerKeys, step, keyValue.getFirst());
        put(layerValues, step, keyValue.getLast());
        long count = query.size(0);
        long heads = query.size(1);
        long width = query.size(2);
        long groups = layerKeys.size(1);
        Tensor grouped = query.mul(new Scalar(rule.scale())).view(count, groups, heads / groups, width);
        Tensor products = grouped.matmul(layerKeys.narrow(2, 0, step.longest()).transpose(2, 3)); // [B, K, G, T]
        Tensor unseen = Objects.requireNonNull(step.unseen().get(rule.window()));
        Tensor scores = SoftCap.apply(products, rule.softCap()).add(unseen);
        Tensor weights = torch.softmax(scores, -1, new ScalarTypeOptional(ScalarType.Float))
                .to(query.scalar_type());
        return weights.matmul(layerValues.narrow(2, 0, step.longest())).reshape(count, heads * width);
    }

    private Tensor unseen(AttentionRule rule, int[] places, int longest) {
        float[] mask = new float[places.length * longest];
        for (int answer = 0; answer < places.length; answer++) {
            for (int place = 0; place < longest; place++) {
                boolean seen = place <= places[answer] && place >= rule.first(places[answer]);
                mask[answer * longest + place] = seen ? 0 : Float.NEGATIVE_INFINITY;
            }
        }
        return Tensors.floats(mask, places.length, 1, 1, longest)
                .to(keys.getFirst().scalar_type());
    }

    /// @param heads `[B, K, D]`
    private static void put(Tensor cache, Step step, Tensor heads) {
        try (var _ = TensorScope.open()) {
            Tensor source = heads.unsqueeze(2); // [B, K, 1, D]
            cache.scatter_(2, step.index().expand_as(source), source);
        }
    }

    /// @param rows `[A, K, T, D]` of the answers to one prompt
    /// @param heads `[L, K, D]`
    private static void put(Tensor rows, Tensor heads) {
        try (var _ = TensorScope.open()) {
            rows.narrow(2, 0, heads.size(0)).copy_(heads.transpose(0, 1).unsqueeze(0)); // broadcast over A
        }
    }
}
