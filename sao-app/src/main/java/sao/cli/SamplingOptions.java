package sao.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import sao.token.Ending;
import sao.token.Penalties;
import sao.token.SamplingSettings;

/// How tokens are drawn.
final class SamplingOptions {
    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.6",
            description = "Divides the logits; 0 takes the likeliest token (default: ${DEFAULT-VALUE}).")
    private double temperature = 0.6;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "Keeps the likeliest tokens of this probability together (default: ${DEFAULT-VALUE}).")
    private double topP = 0.95;

    @Option(names = "--top-k", paramLabel = "K", description = "Keeps the K likeliest tokens (default: off).")
    private int topK;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            description = "Keeps tokens at least this fraction as likely as the likeliest (default: off).")
    private double minP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "R",
            defaultValue = "1.0",
            description = "Makes tokens seen before less likely (default: ${DEFAULT-VALUE}, off).")
    private double repetitionPenalty = 1;

    @Option(
            names = "--frequency-penalty",
            paramLabel = "F",
            description = "Weakens tokens by how often they stand in the answer, -2 to 2 (default: off).")
    private double frequencyPenalty;

    @Option(
            names = "--presence-penalty",
            paramLabel = "F",
            description = "Weakens tokens that stand in the answer, -2 to 2 (default: off).")
    private double presencePenalty;

    @Option(
            names = "--min-tokens",
            paramLabel = "N",
            description = "Fewest tokens of an answer (default: ${DEFAULT-VALUE}).")
    private int minimumTokens;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "256",
            description = "Most tokens of an answer (default: ${DEFAULT-VALUE}).")
    private int maximumTokens = 256;

    @Option(names = "--stop", paramLabel = "TEXT", description = "Ends an answer where it appears; may be repeated.")
    private List<String> stop = List.of();

    @Option(
            names = "--stop-token-id",
            paramLabel = "ID",
            description = "Ends an answer at this token; may be repeated.")
    private List<Integer> stopTokens = List.of();

    /// {@return the settings}
    ///
    /// @throws UsageException if a value is out of range
    SamplingSettings settings() {
        try {
            return new SamplingSettings(
                    temperature,
                    topP,
                    topK,
                    minP,
                    new Penalties(repetitionPenalty, frequencyPenalty, presencePenalty),
                    new Ending(minimumTokens, maximumTokens, stop, Set.copyOf(stopTokens)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "The sampling options cannot be used: %s.".formatted(e.getMessage()), "See `sao generate --help`.");
        }
    }

    /// Checks what only the model decides.
    ///
    /// @param vocabulary how many token ids the model has
    /// @throws UsageException if an id of `--stop-token-id` is not one of them
    void requireTokens(int vocabulary) {
        for (int id : stopTokens) {
            if (id < 0 || id >= vocabulary) {
                throw new UsageException(
                        "--stop-token-id is %d, but the token ids of this model are 0 to %d."
                                .formatted(id, vocabulary - 1),
                        "Give the id of a token of this model; `sao models inspect` shows the special ones.");
            }
        }
    }
}
