package sao.generation;

import sao.chat.Answer;
import sao.sampling.ObservedToken;

/// Hears of a call's tokens as they are drawn.
///
/// @implSpec Called on the engine's thread, one call at a time: return at once, the model waits meanwhile.
///     What it throws fails its own call and no other.
public interface TokenListener {
    /// A token was drawn.
    ///
    /// @param answer whose it is, from 0
    /// @param token what was drawn
    /// @param text what has become certain of the answer's text; often empty. All texts together are the
    ///     answer's
    void drawn(int answer, ObservedToken token, String text);

    /// An answer has ended; after its last token.
    ///
    /// @param answer which, from 0
    void ended(int answer, Answer whole);
}
