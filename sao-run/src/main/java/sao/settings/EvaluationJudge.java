package sao.settings;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import sao.settings.JudgeSettings.Kind;

/// A judge of the evaluation, as `evaluate.judges` names it: `MODEL` or `MODEL:KIND`.
///
/// @param model `start` for the start model, or a model named as in `model`
/// @param kind how it decides; `auto` for `evaluate.kind`
public record EvaluationJudge(String model, Kind kind) {
    /// Name of the start model.
    public static final String START = "start";

    private static final Set<Kind> KINDS =
            EnumSet.complementOf(EnumSet.of(Kind.CONSENSUS, Kind.COPELAND, Kind.REPETITION, Kind.ENDED));

    /// {@return the judge that an entry names}
    ///
    /// @throws IllegalArgumentException if the entry has no model, or its kind cannot judge the evaluation
    static EvaluationJudge of(String entry) {
        int colon = entry.lastIndexOf(':');
        boolean plain = colon < 0 || entry.indexOf('/', colon) >= 0;
        if (plain) {
            return new EvaluationJudge(requireModel(entry, entry), Kind.AUTO);
        }
        String label = entry.substring(colon + 1);
        Kind kind = KINDS.stream()
                .filter(known -> known.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "judges has the entry %s, whose kind %s is not one of %s; write MODEL or MODEL:KIND"
                                .formatted(
                                        entry,
                                        label,
                                        KINDS.stream().map(Kind::label).collect(Collectors.joining(", ")))));
        return new EvaluationJudge(requireModel(entry.substring(0, colon), entry), kind);
    }

    private static String requireModel(String model, String entry) {
        if (model.isBlank()) {
            throw new IllegalArgumentException(
                    "judges has the entry '%s', which names no model; write start, MODEL or MODEL:KIND".formatted(entry));
        }
        return model;
    }

    /// {@return whether the start model judges}
    public boolean isStart() {
        return model.equals(START);
    }

    /// {@return the judge as in settings}
    @Override
    public String toString() {
        return kind == Kind.AUTO ? model : model + ":" + kind.label();
    }
}
