package sao.result;

import java.util.List;
import java.util.Optional;

/// The results of a round, in the order of their metrics.
///
/// @param all of them
public record RoundResults(List<RoundResult> all) {
    public RoundResults {
        all = List.copyOf(all);
    }

    /// {@return the results in these rows; metrics that this program does not know are left out}
    public static RoundResults of(List<ResultRow> rows) {
        return new RoundResults(
                rows.stream().flatMap(row -> ResultCodec.decode(row).stream()).toList());
    }

    /// {@return the results of one kind}
    public <T extends RoundResult> List<T> all(Class<T> kind) {
        return all.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /// {@return the first result of one kind}
    public <T extends RoundResult> Optional<T> first(Class<T> kind) {
        return all(kind).stream().findFirst();
    }
}
