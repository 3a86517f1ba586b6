package sao.modelcommand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sao.command.ExitCode;
import sao.command.ModelOptions;
import sao.command.Subcommand;
import sao.generation.EngineChatModel;

/// The command `sao score`: computes the log-probabilities of given texts.
@Command(
        name = "score",
        description = {
            "Computes the log-probability of every token of given texts.",
            "Reads JSON lines from standard input:",
            "{\"messages\": [{\"role\", \"content\"}...]} or {\"text\": ...} or {\"tokens\": [...]}, each with",
            "\"continuations\": [\"...\"] to score those instead."
        })
public final class ScoreCommand extends Subcommand {
    @Option(
            names = "--model",
            required = true,
            paramLabel = "MODEL",
            description = "Catalog name, folder or .gguf file.")
    private String model = "";

    @Mixin
    private ModelOptions options = new ModelOptions();

    @Option(names = "--json", description = "JSON lines with tokens and log-probabilities; without it only the sums.")
    private boolean json;

    @Override
    protected int execute() throws IOException, InterruptedException {
        PrintWriter out = out();
        try (EngineChatModel open = options.openForMany(model, err());
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            new ScoreLines(new LineScorer(open), json).answer(lines, out);
        }
        return ExitCode.DONE;
    }
}
