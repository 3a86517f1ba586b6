package sao.command;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import sao.error.SaoException;
import sao.gguf.WeightType;
import sao.modelfile.ModelFormat;

/// Options that say where and in which format a model is written.
public final class FormatOptions {
    @Option(
            names = "--to",
            required = true,
            paramLabel = "PATH",
            description = "Where to write: a folder for hf, a file for gguf.")
    private Path to = Path.of("");

    @Option(
            names = "--format",
            paramLabel = "hf|gguf",
            description = "Hugging Face folder or GGUF file (default: gguf if PATH ends in .gguf, else hf).")
    private String format = "";

    @Option(
            names = "--type",
            paramLabel = "bf16|f16|f32|q8_0|q4_0",
            description = {
                "Type of the weights; q8_0 and q4_0 for gguf only (default: the model's own, bf16 if that is",
                "a quantised one). Vectors of a GGUF file are f32."
            })
    private String type = "";

    public Path to() {
        return to;
    }

    /// {@return the format of the written model}
    ///
    /// @throws UsageException if the path or the weights' type does not match the format
    public ModelFormat format() {
        boolean file = to.toString().endsWith(".gguf");
        ModelFormat chosen = known();
        if (file != (chosen == ModelFormat.GGUF)) {
            throw new UsageException(
                    "--format %s does not fit --to %s.".formatted(chosen.label(), to),
                    "Give a path that ends in .gguf for a GGUF file, and a folder for hf.");
        }
        if (chosen == ModelFormat.HF
                && type().filter(weights -> weights.element().isEmpty()).isPresent()) {
            throw new UsageException(
                    "A Hugging Face folder cannot hold weights of the type %s.".formatted(type),
                    "Choose bf16, f16 or f32, or --format gguf.");
        }
        return chosen;
    }

    private ModelFormat known() {
        if (format.isEmpty()) {
            return to.toString().endsWith(".gguf") ? ModelFormat.GGUF : ModelFormat.HF;
        }
        try {
            return ModelFormat.of(format);
        } catch (SaoException e) {
            throw new UsageException(e.problem(), e.remedy());
        }
    }

    /// {@return the type of the weights; empty if the option was not given}
    public Optional<WeightType> type() {
        if (type.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(WeightType.of(type));
        } catch (SaoException e) {
            throw new UsageException(e.problem(), e.remedy());
        }
    }
}
