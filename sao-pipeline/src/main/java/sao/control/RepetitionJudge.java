package sao.control;

import java.util.List;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.MeanJudge;
import sao.judging.PointwiseJudge;
import sao.text.WordRuns;
import sao.text.Words;

/// Prefers the response with less repetition. Its log-odds follow from the share of distinct runs of three words
/// among all runs of the response. Calls no model. As a member of a [MeanJudge] it offsets the high likelihood
/// that models assign to loops.
public record RepetitionJudge() implements PointwiseJudge {
    private static final int RUN = 3;

    @Override
    public String name() {
        return "repetition/v2"; // v1 split at white space and was sensitive to case and punctuation
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        List<String> words = Words.of(response.text());
        int distinct = WordRuns.distinct(words, RUN).size();
        return Merit.of(Math.log((distinct + 1.0) / (WordRuns.count(words.size(), RUN) + 1.0)));
    }
}
