package sao.schema;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of several names with a weight, as in `backward*2`.
///
/// @param name one of those allowed
/// @param weight how much it counts, above 0
public record WeightedName(String name, double weight) {
    private static final Pattern FORM = Pattern.compile("([a-z-]+)(?:\\*([0-9.]+))?");

    /// {@return the name and the weight in a text}
    ///
    /// @param setting whose value the text is
    /// @param allowed names
    /// @throws IllegalArgumentException if it has none of them, or no weight above 0
    public static WeightedName of(String setting, String text, List<String> allowed) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !allowed.contains(matcher.group(1))) {
            throw new IllegalArgumentException("%s has '%s'; write one of %s, with a weight after * if it is not 1"
                    .formatted(setting, text, String.join(", ", allowed)));
        }
        double weight = matcher.group(2) == null ? 1 : SettingsSchema.number(matcher.group(2));
        if (!(weight > 0)) {
            throw new IllegalArgumentException("%s has '%s'; a weight is a number above 0".formatted(setting, text));
        }
        return new WeightedName(matcher.group(1), weight);
    }
}
