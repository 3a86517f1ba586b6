package sao.summary;

import java.util.Comparator;
import java.util.List;
import sao.audit.AuditRow;
import sao.audit.AuditTable;
import sao.rows.Evaluation;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;
import sao.summary.JudgeSummary.Audit;
import sao.summary.JudgeSummary.Bin;
import sao.summary.JudgeSummary.Calibration;
import sao.summary.JudgeSummary.Kind;
import sao.summary.JudgeSummary.Length;
import sao.summary.JudgeSummary.Seats;

/// The audits of judges as rows of the ledger, and back.
final class AuditFindings {
    private static final String METRIC = "judge_audit/";

    private AuditFindings() {}

    /// {@return the row of a judge's audit}
    static Evaluation row(AuditTable table) {
        Audit audit = audit(table);
        Figure main = figure(table.deciding());
        Interval interval = main.interval();
        return new Evaluation(
                METRIC + table.judge(),
                main.value(),
                main.n(),
                interval.low(),
                interval.high(),
                SummaryJson.write(audit));
    }

    /// {@return the audits in these rows: one judge's first, the others by accuracy}
    static List<Audit> audits(List<Evaluation> rows, String first) {
        return rows.stream()
                .filter(row -> row.metric().startsWith(METRIC))
                .map(row -> SummaryJson.read(row.json(), Audit.class))
                .sorted(Comparator.comparing((Audit audit) -> !audit.judge().equals(first))
                        .thenComparingDouble(audit -> -audit.all().value())
                        .thenComparing(Audit::judge))
                .toList();
    }

    private static Audit audit(AuditTable table) {
        return new Audit(
                table.judge(),
                table.rows().stream()
                        .map(row -> new Kind(row.kind(), figure(row), row.tied(), row.unreadable()))
                        .toList(),
                figure(table.all()),
                new Seats(
                        table.seats().bias(),
                        figure(table.seats().consistency()),
                        table.seats().verdictMass()),
                new Length(
                        figure(table.length().longerWins()),
                        figure(table.length().longerWinsMatched()),
                        figure(table.length().accuracyMatched())),
                figure(table.stability()),
                new Calibration(
                        table.calibration().bins().stream()
                                .map(bin -> new Bin(bin.confidence(), figure(bin.right())))
                                .toList(),
                        table.calibration().error(),
                        table.calibration().labelled()),
                table.suggestedSmoothing());
    }

    private static Figure figure(AuditRow row) {
        return new Figure(row.accuracy().value(), row.interval(), row.accuracy().of());
    }

    private static Figure figure(WilsonProportion share) {
        return new Figure(share.value(), share.interval(), share.of());
    }
}
