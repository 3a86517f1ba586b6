package sao.settings;

import java.util.Arrays;
import java.util.List;

/// A judge in a mean of several.
///
/// @param kind of judge
/// @param weight how much its log-odds count, above 0
public record WeightedKind(JudgeSettings.Kind kind, double weight) {
    /// {@return the judge that a text such as `backward*2` names}
    ///
    /// @throws IllegalArgumentException if it names none
    static WeightedKind of(String text) {
        WeightedName named = WeightedName.of("judge.mean_of", text, names());
        return new WeightedKind(kind(named.name()), named.weight());
    }

    private static List<String> names() {
        return Arrays.stream(JudgeSettings.Kind.values())
                .filter(kind -> kind != JudgeSettings.Kind.MEAN && kind != JudgeSettings.Kind.AUTO)
                .map(JudgeSettings.Kind::label)
                .toList();
    }

    private static JudgeSettings.Kind kind(String label) {
        return Arrays.stream(JudgeSettings.Kind.values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow();
    }
}
