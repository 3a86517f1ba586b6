package sao.modelcommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.FormatOptions;
import sao.command.ModelOptions;
import sao.command.Subcommand;
import sao.export.Conversion;
import sao.gguf.WeightType;
import sao.model.ModelSource;
import sao.modelfile.ModelFormat;

/// The command `sao convert`: writes a model in another format.
@Command(
        name = "convert",
        description = {
            "Writes a model as a Hugging Face folder that transformers loads, or as a GGUF file that llama.cpp loads.",
            "Every value is read back and compared before the result gets its name."
        })
public final class ConvertCommand extends Subcommand {
    @Parameters(paramLabel = "MODEL", description = "Catalog name, folder or .gguf file.")
    private String model = "";

    @Option(
            names = "--adapter",
            paramLabel = "DIR",
            description = "Folder of a LoRA adapter of this model, in PEFT's format, that is merged into it.")
    private @Nullable Path adapter;

    @Mixin
    private FormatOptions format = new FormatOptions();

    @Override
    protected int execute() {
        ModelFormat chosen = format.format();
        PrintWriter out = out();
        Path files = ModelOptions.files(model, err());
        try (ModelSource source = ModelSource.open(files)) {
            if (source.isTextPart()) {
                PrintWriter err = err();
                err.println("%s also sees pictures: its text part is read, and what is written is a text model (%s)."
                        .formatted(files, source.config().family().className()));
                err.flush();
            }
            WeightType type = format.type().orElseGet(() -> Conversion.ownType(source));
            if (adapter == null) {
                Conversion.write(source, chosen, type, format.to());
            } else {
                Conversion.merge(source, adapter, chosen, type, format.to());
            }
        }
        out.println(format.to());
        return ExitCode.DONE;
    }
}
