package sao.export;

import java.nio.file.Path;
import java.util.List;
import sao.domain.TokenIds;
import sao.generation.ModelSource;
import sao.weights.ElementType;

/// What is exported.
///
/// @param source the model that was trained: shape, tokenizer and template are its
/// @param weights the trained weights, safetensors under Hugging Face names, such as a checkpoint's
///     `weights.safetensors`
/// @param type element type of the exported weights: BF16, F16 or F32
/// @param card what README.md says
/// @param probes sequences of at least two tokens, real prompts with answers, on which the export is
///     compared with the trained model; at least one
/// @param threads of one tensor operation, at least 1
public record ExportRequest(
        ModelSource source, Path weights, ElementType type, ModelCard card, List<TokenIds> probes, int threads) {
    public ExportRequest {
        probes = List.copyOf(probes);
        if (type != ElementType.BF16 && type != ElementType.F16 && type != ElementType.F32) {
            throw new IllegalArgumentException("type is %s, but it must be BF16, F16 or F32".formatted(type));
        }
        if (probes.isEmpty() || probes.stream().anyMatch(probe -> probe.size() < 2)) {
            throw new IllegalArgumentException("an export needs probes of at least two tokens");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads is %d, but it must be at least 1".formatted(threads));
        }
    }
}
