package sao.runcommand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sao.audit.AuditRow;
import sao.audit.AuditTable;
import sao.audit.Calibration;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// Formats audits of judges as Markdown tables and as JSON.
final class AuditText {
    private static final JsonMapper JSON = new JsonMapper();

    private AuditText() {}

    /// {@return Markdown tables: the judges by accuracy, their accuracy by kind of probe, and their biases}
    static List<String> lines(List<AuditTable> tables) {
        List<AuditTable> sorted = tables.stream()
                .sorted(Comparator.comparingDouble(
                        (AuditTable table) -> -table.deciding().accuracy().value()))
                .toList();
        List<String> lines = new ArrayList<>();
        lines.add("| judge | right | 95 % interval | n | worst kind | ties | no verdict | suggested smoothing |");
        lines.add("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (AuditTable table : sorted) {
            AuditRow row = table.deciding();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %d | %s | %d | %d | %.2f |",
                    table.judge(),
                    percent(row.accuracy()),
                    interval(row),
                    row.accuracy().of(),
                    table.worstKind().map(AuditText::worst).orElse("–"),
                    row.tied(),
                    row.unreadable(),
                    table.suggestedSmoothing()));
        }
        lines.add("");
        lines.addAll(kinds(sorted));
        lines.add("");
        lines.addAll(leanings(sorted));
        return lines;
    }

    private static String worst(AuditRow row) {
        return "%s %s (%s)".formatted(row.kind().replace('_', ' '), percent(row.accuracy()), interval(row));
    }

    private static List<String> kinds(List<AuditTable> tables) {
        List<String> lines = new ArrayList<>();
        List<AuditRow> columns = tables.getFirst().rows();
        lines.add(columns.stream()
                .map(row -> row.kind().replace('_', ' '))
                .collect(Collectors.joining(" | ", "| right on | ", " |")));
        lines.add("| --- ".repeat(columns.size() + 1) + "|");
        for (AuditTable table : tables) {
            lines.add(table.rows().stream()
                    .map(row -> "%s of %d"
                            .formatted(percent(row.accuracy()), row.accuracy().of()))
                    .collect(Collectors.joining(" | ", "| %s | ".formatted(table.judge()), " |")));
        }
        return lines;
    }

    private static List<String> leanings(List<AuditTable> tables) {
        List<String> lines = new ArrayList<>();
        lines.add("| bias | first position, nats | orders agree | verdict mass | longer wins | of similar length |"
                + " right at similar length | same when repeated | calibration error |");
        lines.add("| --- ".repeat(9) + "|");
        for (AuditTable table : tables) {
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %.3f | %s | %s | %s | %s | %s | %s | %.3f |",
                    table.judge(),
                    table.seats().bias(),
                    share(table.seats().consistency()),
                    percent(table.seats().verdictMass()),
                    share(table.length().longerWins()),
                    share(table.length().longerWinsMatched()),
                    share(table.length().accuracyMatched()),
                    table.stability().of() == 0 ? "draws nothing" : share(table.stability()),
                    table.calibration().error()));
        }
        return lines;
    }

    /// {@return a JSON object for each judge}
    static List<String> json(List<AuditTable> tables) {
        return tables.stream().map(AuditText::json).toList();
    }

    private static String json(AuditTable table) {
        ObjectNode tree = JSON.createObjectNode().put("judge", table.judge());
        tree.set("all", json(table.all()));
        ObjectNode kinds = tree.putObject("kinds");
        table.rows().forEach(row -> kinds.set(row.kind(), json(row)));
        table.worstKind().ifPresent(row -> tree.put("worst_kind", row.kind()));
        tree.put("seat_bias_nats", table.seats().bias());
        tree.set("orders_agree", json(table.seats().consistency()));
        tree.put("verdict_mass", table.seats().verdictMass());
        tree.set("longer_wins", json(table.length().longerWins()));
        tree.set("longer_wins_matched", json(table.length().longerWinsMatched()));
        tree.set("accuracy_matched", json(table.length().accuracyMatched()));
        tree.set("same_when_repeated", json(table.stability()));
        tree.put("label_smoothing", table.suggestedSmoothing());
        ObjectNode calibration = tree.putObject("calibration");
        calibration.put("labelled", table.calibration().labelled());
        calibration.put("error", table.calibration().error());
        var bins = calibration.putArray("bins");
        for (Calibration.Bin bin : table.calibration().bins()) {
            bins.addObject().put("confidence", bin.confidence()).set("right", json(bin.right()));
        }
        return tree.toString();
    }

    private static ObjectNode json(AuditRow row) {
        return json(row.accuracy(), row.interval()).put("tied", row.tied()).put("unreadable", row.unreadable());
    }

    private static ObjectNode json(WilsonProportion share) {
        return json(share, share.interval());
    }

    private static ObjectNode json(WilsonProportion share, Interval interval) {
        return JSON.createObjectNode()
                .put("value", share.value())
                .put("n", share.of())
                .put("low", interval.low())
                .put("high", interval.high());
    }

    private static String share(WilsonProportion share) {
        return share.of() == 0 ? "none" : "%s of %d".formatted(percent(share), share.of());
    }

    private static String percent(WilsonProportion share) {
        return share.of() == 0 ? "–" : percent(share.value());
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * value);
    }

    private static String interval(AuditRow row) {
        return String.format(
                Locale.ROOT,
                "%.1f to %.1f %%",
                100 * row.interval().low(),
                100 * row.interval().high());
    }
}
