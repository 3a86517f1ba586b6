package sao.modelcommand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sao.command.ExitCode;
import sao.command.ModelOptions;
import sao.command.Subcommand;
import sao.generation.EngineChatModel;

/// The command `sao chat`: a conversation with a model in the terminal.
@Command(
        name = "chat",
        description = {
            "Chats with a model in the terminal.",
            "Commands in the chat: /system TEXT, /regenerate, /new, /exit."
        })
public final class ChatCommand extends Subcommand {
    @Parameters(
            paramLabel = "MODEL",
            description = "Catalog name, folder (such as runs/quickstart/round-1/model) or .gguf file.")
    private String model = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "42",
            description = "Seed of sampling (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Mixin
    private SamplingOptions sampling = new SamplingOptions();

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Override
    protected int execute() throws IOException {
        PrintWriter out = out();
        var how = sampling.settings();
        try (EngineChatModel open = options.openForOne(model, err());
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            sampling.requireTokens(open.source().config().vocabularySize());
            new ChatSession(open, how, seed, out).run(lines);
        }
        return ExitCode.DONE;
    }
}
