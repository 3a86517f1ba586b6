package sao.pairing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import sao.pairing.Selection.Reason;
import sao.token.SamplingSettings;

/// Why answered prompts gave no pair, and what to change.
///
/// @param dropped number of dropped rows by reason, also by reasons before the responses
/// @param responses sampling settings of the responses
/// @param minimumMargin minimum absolute log-odds of a pair, nats
public record NoPairs(Map<String, Long> dropped, SamplingSettings responses, double minimumMargin) {
    /// {@return the most frequent reason of pair selection; empty if no row was dropped by it}
    public Optional<Reason> mainReason() {
        return Arrays.stream(Reason.values())
                .filter(reason -> count(reason) > 0)
                .max(Comparator.comparingLong(this::count));
    }

    /// {@return the number of rows that were dropped for a reason}
    public long count(Reason reason) {
        return dropped.getOrDefault(reason.label(), 0L);
    }

    /// {@return the reasons with their numbers of rows, most frequent first}
    public String counts() {
        return dropped.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()))
                .map(drop -> "%d %s".formatted(drop.getValue(), drop.getKey()))
                .collect(Collectors.joining(", "));
    }

    /// {@return a sentence on the cause, with a space before it; empty if the reason says it all}
    public String cause() {
        return mainReason().map(this::cause).orElse("");
    }

    private String cause(Reason reason) {
        return switch (reason) {
            case IDENTICAL_RESPONSES ->
                " The model gives equal responses to a prompt at responses.temperature %s."
                        .formatted(responses.temperature());
            case SMALL_MARGIN -> String.format(Locale.ROOT, " Most margins are below %.2f nats.", minimumMargin);
            default -> "";
        };
    }

    /// {@return the change of settings that the most frequent reason suggests, a sentence that begins with a verb}
    public String remedy() {
        return mainReason()
                .map(this::remedy)
                .orElse("Draw more personas (prompts.spare) or hold out fewer prompts" + " (evaluate.held_out).");
    }

    private String remedy(Reason reason) {
        return switch (reason) {
            case IDENTICAL_RESPONSES ->
                responses.temperature() == 0
                        ? "Set responses.temperature above 0, such as 0.6: at 0 all responses to a prompt are equal."
                        : "Raise responses.temperature or responses.top_p, so that responses to a prompt differ.";
            case TRUNCATED_RESPONSE -> "Set pairs.truncated to alike or keep, or raise responses.max_tokens.";
            case UNLIKE_TRUNCATION ->
                "Raise responses.count, so that two responses end alike, or responses.max_tokens, or set pairs.truncated to"
                        + " keep.";
            case REFUSAL, LOOP, TEMPLATE_LEAKAGE ->
                "Set pairs.flagged to keep, set prompts.template to few-shot for a small model, or align another model.";
            case EMPTY_RESPONSE, LENGTH_RATIO ->
                "Set pairs.maximum_length_ratio higher, set prompts.template to few-shot for a small model, or align another"
                        + " model.";
            case UNREADABLE_JUDGMENT, TIED_JUDGMENT, CONTRADICTING_RANKING ->
                "Choose another judge (judge.kind): `sao judge DIR --kinds all` compares them.";
            case SMALL_MARGIN ->
                "Lower pairs.minimum_margin, raise responses.count (the best and the worst of more responses differ more), or"
                        + " choose another judge (judge.kind).";
        };
    }
}
