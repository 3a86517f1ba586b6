package sao.alpaca;

import java.util.List;
import java.util.function.Function;
import sao.protocol.Matched;
import sao.protocol.Matched.Pair;
import sao.protocol.Matched.Source;
import sao.protocol.PairedResult;

/// Two models that were annotated against the same baseline, compared instruction by instruction.
///
/// @param preferences the paired difference of the preferences, shares
/// @param unmatched number of annotations of either file without a counterpart
/// @param unreadable number of matched instructions for which one file has no preference; in no figure
public record AnnotationComparison(PairedResult preferences, int unmatched, int unreadable) {
    /// {@return the comparison of two annotation files}
    ///
    /// @throws sao.error.SaoException if more than 1 % of the annotations have no counterpart
    /// @throws IllegalArgumentException if no instruction has a preference in both
    public static AnnotationComparison of(Source<Annotation> first, Source<Annotation> second) {
        Matched<Annotation> matched = Matched.of(first, second, Annotation::instruction);
        List<Pair<Annotation>> readable = matched.pairs().stream()
                .filter(pair -> pair.first().preference().isPresent()
                        && pair.second().preference().isPresent())
                .toList();
        return new AnnotationComparison(
                PairedResult.of(preferences(readable, Pair::first), preferences(readable, Pair::second)),
                matched.unmatched(),
                matched.pairs().size() - readable.size());
    }

    private static double[] preferences(List<Pair<Annotation>> pairs, Function<Pair<Annotation>, Annotation> side) {
        return pairs.stream()
                .mapToDouble(pair -> side.apply(pair).preference().orElseThrow())
                .toArray();
    }
}
