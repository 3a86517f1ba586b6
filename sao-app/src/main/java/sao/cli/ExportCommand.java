package sao.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.dataset.DatasetForm;
import sao.dataset.DatasetFormat;
import sao.dataset.PreferenceDataset;
import sao.dataset.RunDataset;
import sao.run.ModelExport;
import sao.workspace.RunFolder;

/// Takes results out of a run.
@Command(
        name = "export",
        description = "Takes pairs, prompts, responses, judgments, dropped rows or the model out of a run.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            ExportCommand.Pairs.class,
            ExportCommand.Prompts.class,
            ExportCommand.Responses.class,
            ExportCommand.Judgments.class,
            ExportCommand.Drops.class,
            ExportCommand.Model.class
        })
final class ExportCommand implements Runnable {
    @Override
    public void run() {
        throw new UsageException(
                "No part of the run to export was given.",
                "Write `sao export pairs DIR --to FOLDER`, or prompts, responses, judgments, drops or model in place of pairs.");
    }

    /// The rows of one part of a run.
    abstract static class Rows implements Callable<Integer> {
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

        @Option(
                names = "--shard-rows",
                paramLabel = "N",
                defaultValue = "100000",
                description = "Most rows in a file (default: ${DEFAULT-VALUE}).")
        private int shardRows = PreferenceDataset.ROWS_IN_SHARD;

        private final RunDataset.Part part;

        @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
        Rows(RunDataset.Part part) {
            this.part = part;
        }

        @Override
        public Integer call() {
            DatasetForm form = new DatasetForm(DatasetFormat.of(format), shardRows);
            PrintWriter out = spec.commandLine().getOut();
            RunDataset.dataset(new RunFolder(folder), part, form, to).forEach(out::println);
            out.flush();
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "pairs",
            description = "Writes the preference pairs as a dataset folder that `datasets.load_dataset` opens.",
            mixinStandardHelpOptions = true)
    static final class Pairs extends Rows {
        Pairs() {
            super(RunDataset.Part.PAIRS);
        }
    }

    @Command(
            name = "prompts",
            description = "Writes the accepted prompts with their personas as such a folder.",
            mixinStandardHelpOptions = true)
    static final class Prompts extends Rows {
        Prompts() {
            super(RunDataset.Part.PROMPTS);
        }
    }

    @Command(
            name = "responses",
            description = "Writes all responses as such a folder.",
            mixinStandardHelpOptions = true)
    static final class Responses extends Rows {
        Responses() {
            super(RunDataset.Part.RESPONSES);
        }
    }

    @Command(
            name = "judgments",
            description = "Writes what the judge said as such a folder.",
            mixinStandardHelpOptions = true)
    static final class Judgments extends Rows {
        Judgments() {
            super(RunDataset.Part.JUDGMENTS);
        }
    }

    @Command(
            name = "drops",
            description = "Writes the rows that did not become pairs, with reason and evidence, as such a folder.",
            mixinStandardHelpOptions = true)
    static final class Drops extends Rows {
        Drops() {
            super(RunDataset.Part.DROPS);
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
