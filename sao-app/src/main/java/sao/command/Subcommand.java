package sao.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// A command with the options `--help` and `--version`. Results go to [#out], everything else to [#err].
@Command(mixinStandardHelpOptions = true, versionProvider = Version.class)
public abstract class Subcommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the specification before it calls the command
    protected Subcommand() {}

    /// Runs the command.
    ///
    /// @return an exit code of [ExitCode]
    /// @throws sao.error.SaoException if the command fails because of the user's input or the system
    /// @throws IOException if a stream or file fails
    /// @throws InterruptedException if the thread is interrupted
    protected abstract int execute() throws IOException, InterruptedException;

    @Override
    public final Integer call() throws IOException, InterruptedException {
        int status = execute();
        out().flush();
        err().flush();
        return status;
    }

    /// {@return standard output, for results}
    protected final PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /// {@return standard error, for progress and warnings}
    protected final PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /// {@return the error for a command without the required subcommand}
    protected final UsageException subcommandMissing() {
        return new UsageException(
                "The subcommand of `%s` is missing.".formatted(spec.qualifiedName(" ")),
                "Give one of: %s."
                        .formatted(String.join(", ", spec.subcommands().keySet())));
    }
}
