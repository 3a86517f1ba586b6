package sao.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;
import sao.catalog.UnknownModelException;
import sao.command.ExitCode;
import sao.command.UsageException;
import sao.error.Excerpt;
import sao.error.SaoException;
import sao.experiment.ChangedExperimentException;
import sao.progress.GuardException;
import sao.workspace.ChangedRunException;
import sao.yaml.InvalidSettingsException;

/// Prints the problem and the remedy of a failure; prints a stack trace only with `-v` or for an internal
/// error.
final class Errors {
    private static final int MOST_CHARACTERS = 2_000; // of a message that repeats what was typed

    private Errors() {}

    /// {@return the exit code for a command line that cannot be parsed}
    static int wrongUsage(ParameterException e, String[] arguments) {
        CommandLine command = e.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("sao: " + Excerpt.of(String.valueOf(e.getMessage()), MOST_CHARACTERS));
        if (e instanceof UnmatchedArgumentException unmatched) {
            List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                err.println("  -> Did you mean %s?".formatted(String.join(" or ", near)));
                return ExitCode.USAGE;
            }
        }
        err.println("  -> See `%s --help`.".formatted(command.getCommandSpec().qualifiedName(" ")));
        return ExitCode.USAGE;
    }

    /// {@return the exit code for a command that failed}
    static int failure(Exception e, CommandLine command, ParseResult parsed) {
        return report(e, command.getErr(), SaoCommand.isVerbose(command.getCommandSpec()));
    }

    /// Prints a failure.
    ///
    /// @return its exit code
    static int report(Exception e, PrintWriter err, boolean verbose) {
        switch (e) {
            case SaoException known -> {
                err.println("sao: " + known.problem());
                err.println("  -> " + known.remedy());
            }
            case FileSystemException file -> {
                err.println("sao: %s: %s"
                        .formatted(
                                file.getFile(),
                                file.getReason() == null ? file.getClass().getSimpleName() : file.getReason()));
                err.println("  -> Check the path and the rights on it.");
            }
            case IOException io -> {
                err.println("sao: " + io.getMessage());
                err.println("  -> Check the disk and the paths given, then run the same command again.");
            }
            case InvalidPathException path -> {
                err.println("sao: '%s' cannot be used as a path: %s."
                        .formatted(Excerpt.of(path.getInput()), path.getReason()));
                err.println(
                        "  -> Correct the path. Characters outside ASCII need a UTF-8 locale, such as LC_ALL=C.UTF-8.");
            }
            default -> {
                err.println("sao: internal error: " + e);
                err.println(
                        "  -> Please report it with the lines below. A run can be continued with the same command.");
                e.printStackTrace(err);
            }
        }
        if (verbose && (e instanceof SaoException || e instanceof IOException)) {
            e.printStackTrace(err);
        }
        err.flush();
        return exitCode(e);
    }

    /// Prints that standard output could not be written. For a closed pipe nothing is printed, because its
    /// reader has finished, as `head` does.
    ///
    /// @return the exit code
    static int lostOutput(IOException e, PrintWriter err) {
        if (!StandardOutput.isClosedPipe(e)) {
            err.println("sao: Standard output could not be written: " + e.getMessage());
            err.println("  -> Redirect it to a file or device with space, and run the same command again.");
        }
        return ExitCode.FAILED;
    }

    private static int exitCode(Exception e) {
        return switch (e) {
            case InvalidSettingsException _ -> ExitCode.USAGE;
            case UsageException _ -> ExitCode.USAGE;
            case UnknownModelException _ -> ExitCode.USAGE;
            case ChangedRunException _ -> ExitCode.USAGE;
            case ChangedExperimentException _ -> ExitCode.USAGE;
            case GuardException _ -> ExitCode.GUARD;
            default -> ExitCode.FAILED;
        };
    }
}
