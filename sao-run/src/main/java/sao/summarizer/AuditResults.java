package sao.summarizer;

import java.util.Comparator;
import java.util.List;
import sao.audit.AuditRow;
import sao.audit.AuditTable;
import sao.result.JudgeAudit;
import sao.result.JudgeAudit.Bin;
import sao.result.JudgeAudit.Calibration;
import sao.result.JudgeAudit.Kind;
import sao.result.JudgeAudit.Length;
import sao.result.JudgeAudit.Seats;
import sao.result.MeasuredShare;
import sao.result.RoundResult;
import sao.result.RoundResult.AuditedJudge;
import sao.result.RoundResult.LongerResponses;
import sao.result.RoundResults;
import sao.statistics.WilsonProportion;

/// The results of auditing judges.
public final class AuditResults {
    private AuditResults() {}

    /// {@return the result of a judge's audit}
    public static RoundResult of(AuditTable table) {
        return new AuditedJudge(audit(table), share(table.deciding()));
    }

    /// {@return the audits among the results: that of the judge `first` first, the others by accuracy}
    static List<JudgeAudit> audits(RoundResults results, String first) {
        return results.all(AuditedJudge.class).stream()
                .map(AuditedJudge::audit)
                .sorted(Comparator.comparing(
                                (JudgeAudit audit) -> !audit.judge().equals(first))
                        .thenComparingDouble(audit -> -audit.all().value())
                        .thenComparing(JudgeAudit::judge))
                .toList();
    }

    /// {@return the share of judged pairs in which the longer answer won; of none if it was not measured}
    static MeasuredShare longerWon(RoundResults results) {
        return results.first(LongerResponses.class)
                .map(LongerResponses::judged)
                .orElseGet(() -> MeasuredShare.of(new WilsonProportion(0, 0)));
    }

    private static JudgeAudit audit(AuditTable table) {
        return new JudgeAudit(
                table.judge(),
                table.rows().stream()
                        .map(row -> new Kind(row.kind(), share(row), row.tied(), row.unreadable()))
                        .toList(),
                share(table.all()),
                new Seats(
                        table.seats().bias(),
                        share(table.seats().consistency()),
                        table.seats().verdictMass()),
                new Length(
                        share(table.length().longerWins()),
                        share(table.length().longerWinsMatched()),
                        share(table.length().accuracyMatched())),
                share(table.stability()),
                new Calibration(
                        table.calibration().bins().stream()
                                .map(bin -> new Bin(bin.confidence(), share(bin.right())))
                                .toList(),
                        table.calibration().error(),
                        table.calibration().labelled()),
                table.suggestedSmoothing());
    }

    private static MeasuredShare share(AuditRow row) {
        return new MeasuredShare(
                row.accuracy().value(), row.interval(), row.accuracy().of());
    }

    private static MeasuredShare share(WilsonProportion share) {
        return MeasuredShare.of(share);
    }
}
