package sao.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.model.ModelSource;

/// Shows what a model consists of.
@Command(
        name = "inspect",
        description = "Shows a model's shape, types, memory, tokens and chat template, without loading its weights.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MODEL", description = "Catalog name, folder or .gguf file.")
    private String model = "";

    @Option(names = "--json", description = "One JSON object, with every tensor.")
    private boolean json;

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    InspectCommand() {}

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path files = ModelOptions.files(model, spec.commandLine().getErr());
        try (ModelSource source = ModelSource.open(files)) {
            ModelDescription description = new ModelDescription(source);
            if (json) {
                out.println(description.json());
            } else {
                description.lines().forEach(out::println);
            }
        }
        out.flush();
        return ExitCode.DONE;
    }
}
