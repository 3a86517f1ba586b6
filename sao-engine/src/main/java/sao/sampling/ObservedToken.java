package sao.sampling;

import java.util.List;

/// A token with its rank and its alternatives.
///
/// @param token at the position
/// @param alternatives chosen by [Alternatives], in falling order of log-probability; may contain `token`
public record ObservedToken(RankedToken token, List<RankedToken> alternatives) {
    public ObservedToken {
        alternatives = List.copyOf(alternatives);
    }
}
