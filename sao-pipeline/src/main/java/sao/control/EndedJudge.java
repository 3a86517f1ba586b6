package sao.control;

import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.LogOdds;
import sao.judging.MeanJudge;
import sao.judging.PointwiseJudge;

/// Prefers the response that ended over the one that was truncated at the maximum number of tokens. The log-odds
/// are those of one verdict, [LogOdds#OF_ONE_VERDICT]; if both responses ended or both were truncated, the judgment
/// is a tie. Calls no model.
///
/// As a member of a [MeanJudge] it makes truncation count against a response, which judges that read only the text
/// do not notice. Alone it is a control: it reads no content.
public record EndedJudge() implements PointwiseJudge {
    @Override
    public String name() {
        return "ended/v1";
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        return Merit.of(response.truncated() ? 0 : LogOdds.OF_ONE_VERDICT);
    }
}
