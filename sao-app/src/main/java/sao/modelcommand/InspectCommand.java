package sao.modelcommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.ModelOptions;
import sao.command.Subcommand;
import sao.model.ModelSource;

/// The command `sao models inspect`: shows the configuration and tensors of a model.
@Command(
        name = "inspect",
        description = "Shows a model's shape, types, memory, tokens and chat template, without loading its weights.")
final class InspectCommand extends Subcommand {
    @Parameters(paramLabel = "MODEL", description = "Catalog name, folder or .gguf file.")
    private String model = "";

    @Option(names = "--json", description = "One JSON object, with every tensor.")
    private boolean json;

    @Override
    protected int execute() {
        PrintWriter out = out();
        Path files = ModelOptions.files(model, err());
        try (ModelSource source = ModelSource.openAny(files)) {
            ModelDescription description = new ModelDescription(source);
            if (json) {
                out.println(description.json());
            } else {
                description.lines().forEach(out::println);
            }
        }
        return ExitCode.DONE;
    }
}
