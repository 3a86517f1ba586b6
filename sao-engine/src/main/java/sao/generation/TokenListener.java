package sao.generation;

import sao.chat.Answer;
import sao.sampling.ObservedToken;

/// Receives the tokens of a call as they are drawn.
///
/// @implSpec Called on the engine thread, which waits: implementations return at once. An exception fails the
///     listener's own call and no other.
public interface TokenListener {
    /// Called for each token.
    ///
    /// @param answer index of the answer, from 0
    /// @param token that was drawn, with its alternatives
    /// @param text the part of the answer's text that has become final; often empty. The parts in order are the
    ///     text of the answer
    void drawn(int answer, ObservedToken token, String text);

    /// Called when an answer has ended, after its last token.
    ///
    /// @param answer index of the answer, from 0
    /// @param whole the answer
    void ended(int answer, Answer whole);
}
