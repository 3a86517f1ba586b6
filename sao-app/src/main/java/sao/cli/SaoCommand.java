package sao.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import sao.command.Version;
import sao.datacommand.DatasetCommand;
import sao.datacommand.ExplainCommand;
import sao.datacommand.ExportCommand;
import sao.datacommand.LedgerCommand;
import sao.datacommand.TrainCommand;
import sao.evaluatecommand.EvaluateCommand;
import sao.experimentcommand.ExperimentCommand;
import sao.modelcommand.ChatCommand;
import sao.modelcommand.ConvertCommand;
import sao.modelcommand.GenerateCommand;
import sao.modelcommand.ModelsCommand;
import sao.modelcommand.ScoreCommand;
import sao.modelcommand.ServeCommand;
import sao.runcommand.JudgeCommand;
import sao.runcommand.PlanCommand;
import sao.runcommand.ReportCommand;
import sao.runcommand.RunCommand;
import sao.runcommand.StatusCommand;
import sao.runcommand.SynthesizeCommand;

/// The command `sao` with its subcommands.
@Command(
        name = "sao",
        description = {
            "Self-Alignment Optimization: a chat model writes prompts, responds to each twice, ranks its own responses",
            "and is trained on the ranking. `sao run` runs the whole loop on the embedded engine."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ExperimentCommand.class,
            PlanCommand.class,
            EvaluateCommand.class,
            StatusCommand.class,
            ReportCommand.class,
            ExplainCommand.class,
            JudgeCommand.class,
            TrainCommand.class,
            GenerateCommand.class,
            ScoreCommand.class,
            ChatCommand.class,
            ServeCommand.class,
            SynthesizeCommand.class,
            LedgerCommand.class,
            DatasetCommand.class,
            ExportCommand.class,
            ConvertCommand.class,
            ModelsCommand.class,
            HelpCommand.class
        },
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0 done   1 failed (a run can be continued)   2 wrong usage or settings",
            "  3 stopped by a guard   130 interrupted, state saved"
        })
public final class SaoCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Log internal events, and print stack traces.")
    private boolean verbose;

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    SaoCommand() {}

    /// {@return the command line parser, ready to execute a command}
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new SaoCommand());
        commandLine.setUsageHelpAutoWidth(true);
        commandLine.setUsageHelpLongOptionsMaxWidth(34);
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.registerConverter(Path.class, SaoCommand::path);
        commandLine.setExecutionStrategy(parsed -> {
            if (isVerbose(parsed.commandSpec())) {
                System.setProperty("sao.log.level", "INFO");
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        commandLine.setParameterExceptionHandler(Errors::wrongUsage);
        commandLine.setExecutionExceptionHandler(Errors::failure);
        return commandLine;
    }

    /// Rejects the empty path, which would denote the current folder and could cause files to be written there
    /// by mistake.
    private static Path path(String text) {
        if (text.isBlank()) {
            throw new TypeConversionException("the path is empty");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new TypeConversionException("'%s' cannot be used as a path: %s".formatted(text, e.getReason()));
        }
    }

    /// {@return whether `-v` was given}
    static boolean isVerbose(CommandSpec spec) {
        return spec.root().userObject() instanceof SaoCommand sao && sao.verbose;
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
