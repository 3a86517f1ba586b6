package sao.generation;

import java.util.Optional;
import sao.sampling.Alternatives;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// A call for answers to a prompt of tokens.
///
/// @param prompt at least one token
/// @param sampling how tokens are drawn
/// @param count number of answers; 0 if only the prompt is observed
/// @param seed of the first answer; the seeds of the others are derived from it
/// @param watch what is reported besides the answers
public record GenerationRequest(TokenIds prompt, SamplingSettings sampling, int count, long seed, Watch watch) {
    /// What is reported of a call besides its answers.
    ///
    /// @param listener receives each token
    /// @param alternatives reported with each token drawn
    /// @param prompt alternatives reported with each token of the prompt, if they are wanted; the prefix cache is
    ///     not used then, since every hidden state is needed
    public record Watch(Optional<TokenListener> listener, Alternatives alternatives, Optional<Alternatives> prompt) {
        /// Reports nothing.
        public static final Watch NOTHING = new Watch(Optional.empty(), Alternatives.NONE, Optional.empty());

        /// {@return a watch that reports each token, without alternatives}
        public static Watch tokens(TokenListener listener) {
            return new Watch(Optional.of(listener), Alternatives.NONE, Optional.empty());
        }
    }

    public GenerationRequest {
        if (count < (watch.prompt().isPresent() ? 0 : 1)) {
            throw new IllegalArgumentException("count is %d, but it must be at least 1".formatted(count));
        }
        if (prompt.size() == 0) {
            throw new IllegalArgumentException("the prompt has no token");
        }
    }

    /// A call that reports nothing but its answers.
    public GenerationRequest(TokenIds prompt, SamplingSettings sampling, int count, long seed) {
        this(prompt, sampling, count, seed, Watch.NOTHING);
    }
}
