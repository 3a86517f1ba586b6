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

    /// {@return the results in these rows; metrics that this program does not know are left out, and so are the
    /// figures of judges that the last measurement did not have}
    public static RoundResults of(List<ResultRow> rows) {
        RoundResults all = new RoundResults(
                rows.stream().flatMap(row -> ResultCodec.decode(row).stream()).toList());
        int judges = all.first(RoundResult.MeasuredOn.class)
                .map(RoundResult.MeasuredOn::judges)
                .orElse(0);
        return judges == 0
                ? all
                : new RoundResults(all.all.stream()
                        .filter(result -> judge(result) <= judges)
                        .toList());
    }

    /// {@return the place of the judge of a result, from 1; 0 if it has none}
    private static int judge(RoundResult result) {
        return switch (result) {
            case RoundResult.WinRate rate -> rate.judge();
            case RoundResult.LengthControlled length -> length.judge();
            case RoundResult.Control control -> control.judge();
            default -> 0;
        };
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
