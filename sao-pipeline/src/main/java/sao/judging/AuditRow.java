package sao.judging;

import java.util.List;
import sao.domain.Judgment;

/// How a judge did on one kind of probe.
///
/// @param kind label of the kind, or `all`
/// @param accuracy probes on which the good response won, of those with a readable verdict; a tie counts
///     half
/// @param tied how many of them were ties
/// @param unreadable probes without a readable verdict, which no accuracy counts
public record AuditRow(String kind, Share accuracy, int tied, int unreadable) {
    /// {@return the row of these judgments, each made with the good response in the first place}
    static AuditRow of(String kind, List<Judgment> judgments) {
        int won = 0;
        int tied = 0;
        int unreadable = 0;
        for (Judgment judgment : judgments) {
            switch (judgment) {
                case Judgment.Ranked ranked -> won += ranked.firstWins() ? 1 : 0;
                case Judgment.Tied _ -> tied++;
                case Judgment.Unreadable _ -> unreadable++;
            }
        }
        return new AuditRow(kind, new Share(won + tied / 2.0, judgments.size() - unreadable), tied, unreadable);
    }
}
