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
import picocli.CommandLine.Spec;
import sao.generation.EngineChatModel;

/// Gives the log-probabilities of given texts.
@Command(
        name = "score",
        description = {
            "Gives the log-probability of every token of given texts. Reads JSON lines from standard input:",
            "{\"messages\": [{\"role\", \"content\"}...]} or {\"text\": ...} or {\"tokens\": [...]}, each with",
            "\"continuations\": [\"...\"] if those are to be scored instead."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class ScoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

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

    @SuppressWarnings("NullAway.Init") // picocli gives the specification before it calls anything
    ScoreCommand() {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        try (EngineChatModel open =
                        options.openForMany(model, spec.commandLine().getErr());
                BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            new ScoreLines(new LineScorer(open), json).answer(lines, out);
        }
        return ExitCode.DONE;
    }
}
