package sao.sampling;

import java.util.List;

/// A token and others that could have stood in its place.
///
/// @param token the one that stands there
/// @param alternatives as asked for by [Alternatives], in falling order of log-probability; `token` may be
///     among them
public record ObservedToken(RankedToken token, List<RankedToken> alternatives) {
    public ObservedToken {
        alternatives = List.copyOf(alternatives);
    }
}
