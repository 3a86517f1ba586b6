package sao.settings;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A judge in a mean of several.
///
/// @param kind of judge
/// @param weight how much its log-odds count, above 0
public record WeightedKind(JudgeSettings.Kind kind, double weight) {
    private static final Pattern FORM = Pattern.compile("([a-z-]+)(?:\\*([0-9.]+))?");

    /// {@return the judge that a text such as `backward*2` names}
    ///
    /// @throws IllegalArgumentException if it names none
    static WeightedKind of(String text) {
        Matcher matcher = FORM.matcher(text);
        List<String> names = names();
        if (!matcher.matches() || !names.contains(matcher.group(1))) {
            throw new IllegalArgumentException(
                    "judge.mean_of has '%s'; write one of %s, with a weight after * if it is not 1"
                            .formatted(text, String.join(", ", names)));
        }
        double weight = matcher.group(2) == null ? 1 : SettingsValue.number(matcher.group(2));
        if (!(weight > 0)) {
            throw new IllegalArgumentException("judge.mean_of has '%s'; a weight is a number above 0".formatted(text));
        }
        return new WeightedKind(kind(matcher.group(1)), weight);
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
