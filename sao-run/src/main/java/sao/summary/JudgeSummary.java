package sao.summary;

import java.util.List;
import sao.result.JudgeAudit;
import sao.result.MeasuredShare;
import sao.result.RoundResult.MeasuredNoise;

/// The judge that ranked the answers, and its accuracy in the audit.
///
/// @param name name of the judge that ranked the pairs
/// @param model name of the model that the judge uses; empty if it uses the model that generated the answers,
///     or none
/// @param why description of the judge, one or two sentences
/// @param longerWon share of the judged pairs with answers of different lengths in which the longer one won; of none if
///     it was not measured
/// @param noise repeated judgments; empty if it was not measured
/// @param audits audits of judges on probes of known order, beginning with the chosen judge; empty without an
///     audit
public record JudgeSummary(
        String name,
        String model,
        String why,
        MeasuredShare longerWon,
        List<MeasuredNoise> noise,
        List<JudgeAudit> audits) {
    public JudgeSummary {
        noise = List.copyOf(noise);
        audits = List.copyOf(audits);
    }
}
