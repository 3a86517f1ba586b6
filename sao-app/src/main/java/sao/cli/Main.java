package sao.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import sao.command.ExitCode;
import sao.command.Signals;
import sao.command.UsageException;

/// The entry point of the program.
public final class Main {
    private static final char UNDECODABLE = '\uFFFD';

    private Main() {}

    /// Runs one command and ends the process with its exit code.
    ///
    /// @param arguments arguments of the command line
    public static void main(String[] arguments) {
        StandardOutput output = new StandardOutput();
        PrintWriter out = output.writer();
        PrintWriter err = new PrintWriter(new FileOutputStream(FileDescriptor.err), true, System.err.charset());
        CommandLine commandLine = SaoCommand.commandLine();
        commandLine.setOut(out);
        commandLine.setErr(err);
        Signals.handle(() -> {
            out.flush();
            err.flush();
        });
        int status = areDecoded(arguments) ? commandLine.execute(arguments) : refuse(err);
        out.flush();
        Optional<IOException> lost = output.failure();
        if (lost.isPresent() && status == ExitCode.DONE) {
            status = Errors.lostOutput(lost.get(), err);
        }
        err.flush();
        Signals.ended();
        System.exit(status);
    }

    /// {@return whether the JVM decoded all arguments; with UTF-8 it always does, and an U+FFFD was then given
    /// by the user}
    private static boolean areDecoded(String[] arguments) {
        return encoding().equals(StandardCharsets.UTF_8)
                || Arrays.stream(arguments).allMatch(argument -> argument.indexOf(UNDECODABLE) < 0);
    }

    private static Charset encoding() {
        return Charset.forName(System.getProperty("sun.jnu.encoding"));
    }

    private static int refuse(PrintWriter err) {
        return Errors.report(
                new UsageException(
                        "An argument contains characters that the encoding of the locale, %s, cannot represent."
                                .formatted(encoding()),
                        "Set a UTF-8 locale, such as LC_ALL=C.UTF-8, and run the same command again."),
                err,
                false);
    }
}
