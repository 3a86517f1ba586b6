package sao.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import sao.generation.EngineChatModel;

/// A conversation on the terminal.
@Command(
        name = "chat",
        description = {"Talks with a model.", "In the conversation: /system TEXT, /regenerate, /new, /exit."},
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ChatCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "MODEL",
            description = "Catalog name, folder (such as runs/quickstart/round-1/model) or .gguf file.")
    private String model = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Decides the draws (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private SamplingOptions sampling = new SamplingOptions();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    ChatCommand() {}

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        var how = sampling.settings();
        try (EngineChatModel open = options.openForOne(model, spec.commandLine().getErr());
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            sampling.requireTokens(open.source().config().vocabularySize());
            new ChatSession(open, how, seed, out).talk(lines);
        }
        return ExitCode.DONE;
    }
}
