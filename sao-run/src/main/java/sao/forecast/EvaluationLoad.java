package sao.forecast;

import java.util.EnumSet;
import java.util.Set;
import sao.evaluation.PromptSetMeasurement;
import sao.settings.EvaluateSettings.EvaluationJudge;
import sao.settings.JudgeSettings.Kind;
import sao.settings.RunSettings;

/// The work of the evaluation for one prompt.
///
/// @param answers number of responses of both models
/// @param verdicts work of all judges, in verdicts on two responses
record EvaluationLoad(double answers, double verdicts) {
    /// Judges that score each response separately. A response that occurs in several pairs is scored once.
    static final Set<Kind> POINTWISE =
            EnumSet.of(Kind.SCORE, Kind.YES_NO, Kind.BACKWARD, Kind.FORWARD, Kind.REWARD, Kind.MEAN);

    /// {@return the work that the settings ask for}
    static EvaluationLoad of(RunSettings settings) {
        int draws = settings.evaluate().draws();
        double verdicts = 0;
        for (EvaluationJudge judge : settings.evaluate().everyJudge()) {
            Kind kind = judge.kind() == Kind.AUTO ? settings.judge().kind() : judge.kind();
            verdicts += POINTWISE.contains(kind) ? draws : draws * draws + PromptSetMeasurement.controlPairs(draws);
        }
        return new EvaluationLoad(2.0 * draws, verdicts);
    }
}
