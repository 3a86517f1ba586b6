package sao.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The smallest differences that a measurement detects with 80 % power in a two-sided test at 5 %, by the normal
/// approximation: 1.960 + 0.842 standard errors. The standard errors are those under equal models.
///
/// A response has a merit, and the better merit wins. For `n` prompts and `K` responses of each model to a
/// prompt, of
/// merits that are independent and equally distributed within a prompt with standard deviation `s`:
///
/// - the mean log-odds are a mean of `n` differences of two means of `K` merits: variance `2 s^2 / (K n)`;
/// - the win rate is a mean of `n` Mann-Whitney statistics: variance `(2 K + 1) / (12 K^2 n)`.
///
/// The approximation leaves out that prompts differ in the effect, which adds to the variance.
///
/// Source of the second: Mann and Whitney, Annals of Mathematical Statistics 18, 1947.
///
/// @param prompts number of prompts `n`, at least 1
/// @param draws number of responses of each model `K`, at least 1
public record Power(int prompts, int draws) {
    private static final double ERRORS = 1.959963984540054 + 0.8416212335729143;

    /// {@return the smallest win rate above 0.5 that is detected, in (0.5, 1]}
    public double winRate() {
        return Math.min(1, 0.5 + ERRORS * Math.sqrt((2.0 * draws + 1) / (12.0 * draws * draws * prompts)));
    }

    /// {@return the smallest mean log-odds that are detected, in standard deviations of the merit of one response}
    public double deviations() {
        return ERRORS * Math.sqrt(2.0 / draws / prompts);
    }

    /// {@return the standard deviation of the merit of one response to a prompt, nats}
    ///
    /// The difference of the means of `a` and `b` responses of one model has the variance `s^2 (1 / a + 1 / b)`.
    ///
    /// @param control the comparison of the start model with itself
    public static double deviation(Comparison control) {
        Map<String, List<ComparedPair>> byPrompt = new LinkedHashMap<>();
        control.pairs().stream()
                .filter(ComparedPair::readable)
                .forEach(pair -> byPrompt.computeIfAbsent(pair.prompt().id(), _ -> new ArrayList<>())
                        .add(pair));
        return Math.sqrt(byPrompt.values().stream()
                .mapToDouble(Power::variance)
                .average()
                .orElse(0));
    }

    private static double variance(List<ComparedPair> pairs) {
        double mean =
                pairs.stream().mapToDouble(ComparedPair::logOdds).average().orElseThrow();
        long first = pairs.stream().map(ComparedPair::baseline).distinct().count();
        long second = pairs.stream().map(ComparedPair::candidate).distinct().count();
        return mean * mean / (1.0 / first + 1.0 / second);
    }

    /// {@return what a measurement will detect, one sentence}
    ///
    /// @param words description of the prompts, such as `held-out prompts`
    public String sentence(String words) {
        return String.format(
                Locale.ROOT,
                "Measured on %d %s with %d answers of each model: a win rate of %.1f %%, or mean log-odds of %.2f standard deviations of one answer, will be detected with 80 %% power.",
                prompts,
                words,
                draws,
                100 * winRate(),
                deviations());
    }

    /// {@return what the measurement will detect in nats, one sentence}
    ///
    /// @param control the comparison of the start model with itself
    public String sentence(Comparison control) {
        double deviation = deviation(control);
        return String.format(
                Locale.ROOT,
                "By judge %s the log-odds of one answer have a standard deviation of %.2f nats: mean log-odds of %.2f will be detected with 80 %% power.",
                control.judge(),
                deviation,
                deviations() * deviation);
    }
}
