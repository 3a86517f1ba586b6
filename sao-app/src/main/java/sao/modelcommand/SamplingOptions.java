package sao.modelcommand;

import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;
import sao.command.UsageException;
import sao.token.Ending;
import sao.token.Penalties;
import sao.token.SamplingSettings;

/// The sampling options of a command.
final class SamplingOptions {
    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0.6",
            description = "Temperature; 0 takes the most likely token (default: ${DEFAULT-VALUE}).")
    private double temperature = 0.6;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "0.95",
            description =
                    "Nucleus sampling: keep the most likely tokens up to this total probability (default: ${DEFAULT-VALUE}).")
    private double topP = 0.95;

    @Option(names = "--top-k", paramLabel = "K", description = "Keep the K most likely tokens (default: off).")
    private int topK;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            description = "Keep tokens with at least this fraction of the highest probability (default: off).")
    private double minP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "R",
            defaultValue = "1.0",
            description =
                    "Penalty of tokens in the prompt and the response, as a factor (default: ${DEFAULT-VALUE}, off).")
    private double repetitionPenalty = 1;

    @Option(
            names = "--frequency-penalty",
            paramLabel = "F",
            description = "Penalty for each occurrence of a token in the response, -2 to 2 (default: off).")
    private double frequencyPenalty;

    @Option(
            names = "--presence-penalty",
            paramLabel = "F",
            description = "Penalty of tokens that occur in the response, -2 to 2 (default: off).")
    private double presencePenalty;

    @Option(
            names = "--min-tokens",
            paramLabel = "N",
            description = "Fewest tokens of a response (default: ${DEFAULT-VALUE}).")
    private int minimumTokens;

    @Option(
            names = "--max-tokens",
            paramLabel = "N",
            defaultValue = "256",
            description = "Most tokens of a response (default: ${DEFAULT-VALUE}).")
    private int maximumTokens = 256;

    @Option(names = "--stop", paramLabel = "TEXT", description = "Stop before this text; may be repeated.")
    private List<String> stop = List.of();

    @Option(names = "--stop-token-id", paramLabel = "ID", description = "Stop at this token; may be repeated.")
    private List<Integer> stopTokens = List.of();

    /// {@return the sampling parameters}
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

    /// Checks the options whose valid range depends on the model.
    ///
    /// @param vocabulary number of the model's token ids
    /// @throws UsageException if `--stop-token-id` is not a token id of the model
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
