package sao.stage;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import sao.audit.AuditRow;
import sao.audit.AuditTable;
import sao.audit.ProbeKind;
import sao.progress.Wording;

/// Sentences on the kinds of probes on which a judge is wrong.
final class KindAccuracy {
    private KindAccuracy() {}

    /// Why a judge may not be used.
    ///
    /// @param problem the kinds with their figures, a sentence
    /// @param remedy what to change
    record Failure(String problem, String remedy) {}

    /// {@return why the judge does not reach the floor on each kind of probe; empty if it does}
    ///
    /// @param floor of the upper end of the interval of each kind, in [0, 1]
    static Optional<Failure> failure(AuditTable table, double floor) {
        List<AuditRow> below = table.kindsBelow(floor);
        if (below.isEmpty()) {
            return Optional.empty();
        }
        String kinds = below.stream().map(KindAccuracy::words).collect(Collectors.joining("; "));
        return Optional.of(new Failure(
                "The judge %s is below the floor of %s on a kind of probe, with its whole interval: %s."
                        .formatted(table.judge(), Wording.percent(floor), kinds),
                "%s Or lower judge.audit.minimum_kind_accuracy, or run again with --force."
                        .formatted(remedy(below.getFirst()))));
    }

    /// {@return a warning for each kind of probe on which the judge prefers the worse response more often than the
    /// better one, unless its whole interval lies below the floor}
    static List<String> warnings(AuditTable table, double floor) {
        List<AuditRow> failed = table.kindsBelow(floor);
        return table.kindsBelowChance().stream()
                .filter(row -> !failed.contains(row))
                .map(row -> "Warning: the judge %s prefers the worse response on a kind of probe: %s. %s"
                        .formatted(table.judge(), words(row), remedy(row)))
                .toList();
    }

    /// {@return a kind with its accuracy, the number of probes and the interval}
    static String words(AuditRow row) {
        return "%s, right on %s of %d (95 %% interval %s)"
                .formatted(
                        row.kind(),
                        Wording.percent(row.accuracy().value()),
                        row.accuracy().of(),
                        Wording.interval(row.interval()));
    }

    private static String remedy(AuditRow row) {
        if (row.kind().equals(ProbeKind.TRUNCATED.label())) {
            return "Set pairs.truncated to alike, so that pairs teach nothing about ending, or count truncation against a"
                    + " response: judge.kind: mean with judge.mean_of: [backward, ended*2].";
        }
        boolean repeats = List.of(ProbeKind.LOOPING, ProbeKind.DOUBLED, ProbeKind.ECHO).stream()
                .anyMatch(kind -> kind.label().equals(row.kind()));
        return repeats
                ? "Count repetition against a response: judge.kind: mean with repetition in judge.mean_of."
                : "Choose another judge: `sao judge DIR --kinds all` compares them.";
    }
}
