package sao.modelfile;

import sao.config.ModelConfig;
import sao.error.SaoException;
import sao.gguf.WeightType;

/// The element type of each tensor of a written model.
///
/// @param format of the model on disk
/// @param type requested element type
/// @param config of the model
public record StoredTypes(ModelFormat format, WeightType type, ModelConfig config) {
    private static final String HEAD = "lm_head.weight";
    private static final String EMBEDDING = "model.embed_tokens.weight";

    /// @throws SaoException if the format does not support the type
    public StoredTypes {
        if (format == ModelFormat.HF && type.element().isEmpty()) {
            throw new SaoException(
                    "A Hugging Face folder cannot hold weights of the type %s.".formatted(type.label()),
                    "Choose bf16, f16 or f32, or the format gguf.");
        }
    }

    /// {@return the type of one tensor}
    ///
    /// @param name Hugging Face name
    /// @param shape in PyTorch's order
    public WeightType of(String name, long[] shape) {
        return switch (format) {
            case HF -> type;
            case GGUF -> type.inGguf(shape, name.equals(config.tiedEmbeddings() ? EMBEDDING : HEAD));
        };
    }
}
