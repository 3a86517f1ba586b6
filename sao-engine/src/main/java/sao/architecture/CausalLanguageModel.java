package sao.architecture;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.config.ModelConfig;
import sao.torch.TensorScope;
import sao.weights.WeightSource;

/// A decoder that computes the hidden state and the logits of each token.
///
/// All activations are `[N, E]` over N tokens in one dimension; [Attention] determines which positions each
/// token attends to.
public final class CausalLanguageModel implements AutoCloseable {
    private final ModelConfig config;
    private final Parts parts;

    CausalLanguageModel(ModelConfig config, Parts parts) {
        this.config = config;
        this.parts = parts;
    }

    /// The parts of a model.
    ///
    /// @param embedding from tokens to E
    /// @param rotations of queries and keys
    /// @param layers in order
    /// @param finalNorm after the last layer
    /// @param head from E to V
    /// @param float32Head the same head in float32, created on first use
    /// @param owned resources that the model frees when it is closed
    record Parts(
            Embedding embedding,
            LayerRotations rotations,
            List<DecoderLayer> layers,
            RmsNorm finalNorm,
            Linear head,
            Supplier<Linear> float32Head,
            List<AutoCloseable> owned) {}

    /// Loads a model for inference: weights packed, without gradient.
    ///
    /// @param weights read once; may be closed afterwards
    /// @return the model, owned by the caller
    /// @throws sao.error.SaoException if a tensor is missing or of another shape than `config` promises
    public static CausalLanguageModel load(ModelConfig config, WeightSource weights, Precision precision) {
        return new PackedModelBuilder(config, WeightReader.of(config, weights), precision).build();
    }

    /// Creates a differentiable model from given parameters.
    ///
    /// @param parameters Hugging Face name to tensor, all of one element type, of the shapes of
    ///     [ModelConfig#parameterShapes]; they stay the caller's, and gradients reach them
    /// @return the model, owned by the caller; closing it leaves the parameters alone
    /// @throws sao.error.SaoException if a parameter is missing or of another shape than `config` promises
    public static CausalLanguageModel of(ModelConfig config, Map<String, Tensor> parameters) {
        return of(config, parameters, Map.of());
    }

    /// Creates a differentiable model from given parameters, with additions to some of its linear maps.
    ///
    /// @param parameters as without additions
    /// @param additions name of a map's weight to the term added to the map's output; they stay the
    ///     caller's
    /// @return the model, owned by the caller
    /// @throws sao.error.SaoException if a parameter is missing or of another shape than `config` promises
    public static CausalLanguageModel of(
            ModelConfig config, Map<String, Tensor> parameters, Map<String, LowRank> additions) {
        return new PlainModelBuilder(config, WeightReader.of(config, parameters), additions).build();
    }

    /// {@return the shape of this model}
    public ModelConfig config() {
        return config;
    }

    /// {@return the element type of the hidden states}
    public ScalarType elementType() {
        return parts.embedding().weight().scalar_type();
    }

    /// {@return the hidden states after the final norm, `[N, E]`, in the caller's scope}
    ///
    /// @param ids `[N]` int64
    /// @param positions `[N]` int64, position of each token in its own sequence
    /// @param attention attention of the tokens of the pass
    public Tensor hidden(Tensor ids, Tensor positions, Attention attention) {
        return TensorScope.returning(() -> {
            Tensor stream = embed(ids);
            List<RotaryEmbedding.Angles> angles = parts.rotations().angles(positions, stream.scalar_type());
            for (int i = 0; i < config.layers(); i++) {
                DecoderLayer layer = parts.layers().get(i);
                RotaryEmbedding.Angles turn = angles.get(i);
                Tensor input = stream;
                stream = TensorScope.returning(() -> layer.apply(input, turn, attention));
            }
            return normalize(stream);
        });
    }

    /// {@return the embedded tokens, `[N, E]`: the residual stream before the first layer}
    ///
    /// @param ids `[N]` int64
    public Tensor embed(Tensor ids) {
        return parts.embedding().apply(ids);
    }

    /// {@return the residual stream after one layer, `[N, E]`, in the caller's scope}
    ///
    /// @param index of the layer, from 0
    /// @param stream `[N, E]` before it
    /// @param positions `[N]` int64
    public Tensor layer(int index, Tensor stream, Tensor positions, Attention attention) {
        return TensorScope.returning(() -> parts.layers()
                .get(index)
                .apply(stream, parts.rotations().angles(index, positions, stream.scalar_type()), attention));
    }

    /// {@return the residual stream after the final norm, `[N, E]`}
    ///
    /// @param stream `[N, E]` after the last layer
    public Tensor normalize(Tensor stream) {
        return parts.finalNorm().apply(stream);
    }

    /// {@return `[M, V]`, in the element type of the model, in the caller's scope}
    ///
    /// @param hidden `[M, E]`, rows of [#hidden]
    public Tensor logits(Tensor hidden) {
        return TensorScope.returning(() -> SoftCap.apply(parts.head().apply(hidden), config.logitCap()));
    }

    /// {@return `[M, V]` float32 logits for every precision, since the resolution of bfloat16 logits is too
    /// low to compare texts; in the caller's scope}
    ///
    /// @param hidden `[M, E]`, rows of [#hidden]
    public Tensor float32Logits(Tensor hidden) {
        return TensorScope.returning(
                () -> SoftCap.apply(parts.float32Head().get().apply(hidden.to(ScalarType.Float)), config.logitCap()));
    }

    @Override
    public void close() {
        for (AutoCloseable part : parts.owned()) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("freeing a tensor does not fail", e);
            }
        }
    }
}
