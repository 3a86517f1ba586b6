package sao.sampling;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.pytorch.Tensor;
import sao.token.SamplingSettings;

/// Draws the next token of many sequences at once. Engine thread only.
public interface Sampler {
    /// {@return one token for each draw, in their order; the sequences are not changed}
    ///
    /// @param logits `[R, V]`
    Drawn[] draw(Tensor logits, List<Draw> draws);

    /// A sequence and the row of logits that its next token is drawn from.
    ///
    /// @param sequence to be continued
    /// @param row of the logits; the first tokens of several sequences may be drawn from one row
    record Draw(Sequence sequence, int row) {}

    /// A token that was drawn.
    ///
    /// @param token its id; -1 if the row holds no finite logits
    /// @param logProbability before temperature, penalties and filters; nats
    /// @param observed the token's rank and its alternatives, if [Sequence#alternatives] asks for them
    record Drawn(int token, float logProbability, Optional<ObservedToken> observed) {
        /// The result for a row without finite logits.
        static final Drawn NOTHING = new Drawn(-1, Float.NaN, Optional.empty());
    }

    /// What a draw depends on besides the logits.
    interface Sequence {
        /// {@return temperature, filters and penalties}
        SamplingSettings sampling();

        /// {@return the seed of the sequence's draws}
        long seed();

        /// {@return the number of tokens drawn so far}
        int count();

        /// {@return a copy of the tokens drawn so far}
        int[] tokens();

        /// {@return the ids that occur in the prompt or among the tokens drawn so far}
        BitSet seen();

        /// {@return the ids that must not be drawn next}
        List<Set<Integer>> forbidden();

        /// {@return the alternatives to report with the token, if any}
        Optional<Alternatives> alternatives();

        /// {@return the uniform number in [0, 1) that the next token is drawn with}
        default double uniform() {
            return UniformDraws.at(seed(), count());
        }
    }
}
