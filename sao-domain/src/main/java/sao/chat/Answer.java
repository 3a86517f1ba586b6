package sao.chat;

import java.util.Arrays;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// One answer as it was sampled: training uses exactly these token ids.
///
/// @param text the decoded tokens without special tokens; a stop text is cut off
/// @param tokens the sampled ids, the end-of-turn token included when the model ended its turn
/// @param logProbabilities of each of `tokens` given all before it, before temperature and filters; nats
/// @param finishReason why it ended
/// @param seed the seed that draws this answer again when it is asked for alone
public record Answer(
        String text, TokenIds tokens, LogProbabilities logProbabilities, FinishReason finishReason, long seed) {
    public Answer {
        if (tokens.size() != logProbabilities.size()) {
            throw new IllegalArgumentException(
                    "%d tokens, but %d log-probabilities".formatted(tokens.size(), logProbabilities.size()));
        }
    }

    /// {@return the same as if no sampler had said what its tokens cost: NaN each}
    public Answer unsampled() {
        float[] unknown = new float[tokens.size()];
        Arrays.fill(unknown, Float.NaN);
        return new Answer(text, tokens, LogProbabilities.of(unknown), finishReason, seed);
    }
}
