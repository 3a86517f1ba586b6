package sao.config;

import java.util.OptionalDouble;

/// Which earlier positions the tokens of one layer attend to, and how scores are computed.
///
/// A score is `softCap * tanh(scale * q k / softCap)`, or `scale * q k` without a cap.
///
/// @param layer from 0
/// @param scale of the queries
/// @param softCap bound of the scores before the softmax (arXiv 2408.00118); empty: none
/// @param window number of positions a token attends to: its own and those just before it; [#WHOLE]: all
public record AttentionRule(int layer, double scale, OptionalDouble softCap, int window) {
    /// No window.
    public static final int WHOLE = Integer.MAX_VALUE;

    /// {@return the first position that the token at a position attends to}
    public int first(int place) {
        return Math.max(0, place + 1 - window); // place + 1 - WHOLE stays in range
    }
}
