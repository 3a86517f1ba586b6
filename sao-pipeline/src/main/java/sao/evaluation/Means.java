package sao.evaluation;

import java.util.List;

/// Means of the values of each prompt.
final class Means {
    private Means() {}

    /// {@return the mean of the values of each prompt}
    ///
    /// @throws IllegalArgumentException if there is no prompt, or a prompt without a value
    static double[] ofEach(List<List<Double>> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no prompt was judged");
        }
        return values.stream()
                .mapToDouble(ofPrompt -> ofPrompt.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow(() -> new IllegalArgumentException("a prompt has no judged pair")))
                .toArray();
    }
}
