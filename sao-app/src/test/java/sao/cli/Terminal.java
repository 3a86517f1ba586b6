package sao.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import picocli.CommandLine;

/// Types commands and keeps what they say.
public final class Terminal {
    private final StringWriter out = new StringWriter();
    private final StringWriter err;

    public Terminal() {
        this(_ -> {});
    }

    /// @param listener hears what is said beside the results, line by line and while the command goes on
    public Terminal(Consumer<String> listener) {
        err = new StringWriter() {
            @Override
            public void write(String text, int from, int length) {
                super.write(text, from, length);
                listener.accept(text.substring(from, from + length));
            }
        };
    }

    /// {@return the exit code of a command}
    public int type(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine commandLine = SaoCommand.commandLine();
        commandLine.setOut(new PrintWriter(out, true));
        commandLine.setErr(new PrintWriter(err, true));
        return commandLine.execute(arguments);
    }

    /// {@return the exit code of a command that reads `input`}
    int typeWithInput(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return type(arguments);
        } finally {
            System.setIn(before);
        }
    }

    public String out() {
        return out.toString();
    }

    /// {@return the output without the line that states the time taken, which differs for a finished run}
    String results() {
        return out().lines().filter(line -> !line.startsWith("Took ")).collect(Collectors.joining("\n"));
    }

    public String err() {
        return err.toString();
    }
}
