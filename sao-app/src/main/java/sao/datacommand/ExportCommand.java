package sao.datacommand;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.catalog.ModelStore;
import sao.command.ExitCode;
import sao.command.FormatOptions;
import sao.command.Subcommand;
import sao.dataset.DatasetForm;
import sao.dataset.DatasetFormat;
import sao.dataset.PreferenceDataset;
import sao.dataset.RunDataset;
import sao.rounding.WeightMovement;
import sao.run.ModelExport;
import sao.workspace.RunFolder;

/// The command `sao export`: exports results of a run.
@Command(
        name = "export",
        description = "Exports pairs, prompts, responses, judgments, dropped rows or the model of a run.",
        subcommands = {
            ExportCommand.Pairs.class,
            ExportCommand.Prompts.class,
            ExportCommand.Responses.class,
            ExportCommand.Judgments.class,
            ExportCommand.Drops.class,
            ExportCommand.Model.class
        })
public final class ExportCommand extends Subcommand {
    @Override
    protected int execute() {
        throw subcommandMissing();
    }

    /// The rows of one part of a run.
    abstract static class Rows extends Subcommand {
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

        Rows(RunDataset.Part part) {
            this.part = part;
        }

        @Override
        protected int execute() {
            DatasetForm form = new DatasetForm(DatasetFormat.of(format), shardRows);
            PrintWriter out = out();
            RunDataset.dataset(new RunFolder(folder), part, form, to).forEach(out::println);
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "pairs",
            description = "Writes the preference pairs as a dataset folder that `datasets.load_dataset` opens.")
    static final class Pairs extends Rows {
        Pairs() {
            super(RunDataset.Part.PAIRS);
        }
    }

    @Command(name = "prompts", description = "Writes the accepted prompts with their personas as a dataset folder.")
    static final class Prompts extends Rows {
        Prompts() {
            super(RunDataset.Part.PROMPTS);
        }
    }

    @Command(name = "responses", description = "Writes all responses as a dataset folder.")
    static final class Responses extends Rows {
        Responses() {
            super(RunDataset.Part.RESPONSES);
        }
    }

    @Command(name = "judgments", description = "Writes the judgments as a dataset folder.")
    static final class Judgments extends Rows {
        Judgments() {
            super(RunDataset.Part.JUDGMENTS);
        }
    }

    @Command(
            name = "drops",
            description = "Writes the rows that did not become pairs, with reason and evidence, as a dataset folder.")
    static final class Drops extends Rows {
        Drops() {
            super(RunDataset.Part.DROPS);
        }
    }

    @Command(name = "model", description = "Writes the trained model as a Hugging Face folder or a GGUF file.")
    static final class Model extends Subcommand {
        @Parameters(paramLabel = "DIR", description = "Folder of the run.")
        private Path folder = Path.of("");

        @Mixin
        private FormatOptions format = new FormatOptions();

        @Override
        protected int execute() {
            ModelExport.Written written = ModelExport.write(
                    new RunFolder(folder),
                    format.format(),
                    format.type(),
                    format.to(),
                    ModelStore.standard(System.getenv()));
            written.movement().ifPresent(this::describe);
            out().println(written.path());
            return ExitCode.DONE;
        }

        private void describe(WeightMovement movement) {
            err().println(movement.words());
            if (movement.isLost()) {
                err().println(
                                "Warning: this type loses most of the training. Export bf16 or f32, or an adapter (train.lora.rank).");
            }
        }
    }
}
