package sao.export;

import java.util.List;
import java.util.function.Supplier;
import sao.gguf.WeightType;
import sao.model.ModelSource;
import sao.token.TokenIds;
import sao.weights.WeightSource;

/// The model that is exported.
///
/// @param source the start model, which provides shape, tokenizer and template
/// @param weights opens the trained weights, under Hugging Face names; the export opens and closes them
///     more than once
/// @param identity digest of the trained weights; stored in the manifest of a folder
/// @param type element type of the written weights
/// @param card text of README.md
/// @param probes sequences of at least two tokens, real prompts with answers, on which the export is
///     compared with the trained model; at least one
/// @param threads number of threads of one tensor operation, at least 1
public record ExportRequest(
        ModelSource source,
        Supplier<WeightSource> weights,
        String identity,
        WeightType type,
        ModelCard card,
        List<TokenIds> probes,
        int threads) {
    public ExportRequest {
        probes = List.copyOf(probes);
        if (probes.isEmpty() || probes.stream().anyMatch(probe -> probe.size() < 2)) {
            throw new IllegalArgumentException("an export needs probes of at least two tokens");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads is %d, but it must be at least 1".formatted(threads));
        }
    }

    /// {@return the text of README.md}
    ///
    /// @param ofTextPart text that is added if the model has other parts, which were not read
    String readme(String ofTextPart) {
        return card.markdown() + (source.isTextPart() ? "\n%s\n".formatted(ofTextPart) : "");
    }
}
