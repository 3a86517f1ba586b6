package sao.generation;

import java.util.Optional;
import sao.sampling.Alternatives;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// One call for answers in the engine's own terms.
///
/// @param prompt what the model reads, at least one token
/// @param sampling how tokens are drawn
/// @param count how many answers; 0 to have the prompt observed and nothing else
/// @param seed of the first answer; those that follow derive theirs
/// @param watch who hears of it, and of what
public record GenerationRequest(TokenIds prompt, SamplingSettings sampling, int count, long seed, Watch watch) {
    /// What is told of a call besides its answers.
    ///
    /// @param listener hears of each token
    /// @param alternatives that come with each token drawn
    /// @param prompt alternatives that come with each token of the prompt, if those are wanted; then the
    ///     prompt is read from its first token, whatever the prefix cache knows of it
    public record Watch(Optional<TokenListener> listener, Alternatives alternatives, Optional<Alternatives> prompt) {
        /// Nothing.
        public static final Watch NOTHING = new Watch(Optional.empty(), Alternatives.NONE, Optional.empty());

        /// {@return the tokens as they are drawn}
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

    /// A call of which nothing is told but its answers.
    public GenerationRequest(TokenIds prompt, SamplingSettings sampling, int count, long seed) {
        this(prompt, sampling, count, seed, Watch.NOTHING);
    }
}
