package sao.summary;

import java.util.List;
import sao.result.JudgeAudit;

/// Who ranked the answers, and what is known about its eyes.
///
/// @param name the judge whose verdicts made the pairs
/// @param model that it asks; empty if it asks the one that wrote the answers, or none
/// @param why one or two sentences on why this one
/// @param audits what judges said of probes of known order, the chosen judge's first; empty if there was no
///     audit
public record JudgeSummary(String name, String model, String why, List<JudgeAudit> audits) {
    public JudgeSummary {
        audits = List.copyOf(audits);
    }
}
