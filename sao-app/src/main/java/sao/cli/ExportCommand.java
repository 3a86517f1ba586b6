package sao.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.loop.ModelExport;
import sao.loop.RunExport;
import sao.loop.RunFolder;

/// Takes results out of a run.
@Command(
        name = "export",
        description = "Takes the pairs or the model out of a run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {ExportCommand.Pairs.class, ExportCommand.Model.class})
final class ExportCommand implements Runnable {
    @Override
    public void run() {
        throw new UsageException(
                "It is not said what to export.",
                "Write `sao export pairs DIR --to FOLDER` or `sao export model DIR --to FOLDER`.");
    }

    @Command(
            name = "pairs",
            description = "Writes the preference pairs as a dataset folder that `datasets.load_dataset` opens.",
            mixinStandardHelpOptions = true)
    static final class Pairs implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "Folder of the run.")
        private Path folder = Path.of("");

        @Option(
                names = "--format",
                paramLabel = "jsonl|parquet",
                defaultValue = "jsonl",
                description = "File format (default: ${DEFAULT-VALUE}).")
        private String format = "jsonl";

        @Option(names = "--to", required = true, paramLabel = "FOLDER", description = "Where to write.")
        private Path to = Path.of("");

        @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
        Pairs() {}

        @Override
        public Integer call() {
            spec.commandLine().getOut().println(RunExport.pairs(new RunFolder(folder), format, to));
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "model",
            description = "Writes the trained model as a Hugging Face folder or a GGUF file.",
            mixinStandardHelpOptions = true)
    static final class Model implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "DIR", description = "Folder of the run.")
        private Path folder = Path.of("");

        @Mixin
        private FormatOptions format = new FormatOptions();

        @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
        Model() {}

        @Override
        public Integer call() {
            Path written = ModelExport.write(new RunFolder(folder), format.format(), format.type(), format.to());
            spec.commandLine().getOut().println(written);
            spec.commandLine().getOut().flush();
            return ExitCode.DONE;
        }
    }
}
