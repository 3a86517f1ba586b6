package sao.architecture;

import java.util.Optional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

/// The token embedding: token ids to the initial residual stream.
///
/// @param weight `[V, E]`
/// @param scale factor of the embeddings, in families that have one
record Embedding(Tensor weight, Optional<Scalar> scale) {
    /// {@return the embedding of a model}
    ///
    /// @param weight `[V, E]`, the caller's
    static Embedding of(ModelConfig config, Tensor weight) {
        if (!config.family().has(Family.Trait.SCALED_EMBEDDING)) {
            return new Embedding(weight, Optional.empty());
        }
        try (var _ = TensorScope.open()) {
            // transformers rounds the factor to the element type: 25.25 for the root of 640 in bfloat16
            Tensor root = Tensors.floats(new float[] {(float) Math.sqrt(config.width())}, 1);
            float rounded = Tensors.toFloats(root.to(weight.scalar_type()))[0];
            return new Embedding(weight, Optional.of(Tensors.constant(rounded)));
        }
    }

    /// {@return `[N, E]`, in the caller's scope}
    ///
    /// @param ids `[N]` int64
    Tensor apply(Tensor ids) {
        Tensor found = torch.embedding(weight, ids);
        return scale.map(found::mul).orElse(found);
    }
}
