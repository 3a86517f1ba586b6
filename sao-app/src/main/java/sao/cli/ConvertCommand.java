package sao.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.export.Conversion;
import sao.gguf.WeightType;
import sao.model.ModelSource;
import sao.modelfile.ModelFormat;

/// Writes a model in another format.
@Command(
        name = "convert",
        description = {
            "Writes a model as a Hugging Face folder that transformers loads, or as a GGUF file that llama.cpp loads.",
            "Every value is read back and compared before the result gets its name."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "Catalog name, folder or .gguf file.")
    private String model = "";

    @Option(
            names = "--adapter",
            paramLabel = "DIR",
            description = "Folder of a LoRA adapter of this model, in PEFT's format, that is merged into it.")
    private @Nullable Path adapter;

    @Mixin
    private FormatOptions format = new FormatOptions();

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    ConvertCommand() {}

    @Override
    public Integer call() {
        ModelFormat chosen = format.format();
        PrintWriter out = spec.commandLine().getOut();
        Path files = ModelOptions.files(model, spec.commandLine().getErr());
        try (ModelSource source = ModelSource.open(files)) {
            if (source.isTextPart()) {
                PrintWriter err = spec.commandLine().getErr();
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
        out.flush();
        return ExitCode.DONE;
    }
}
