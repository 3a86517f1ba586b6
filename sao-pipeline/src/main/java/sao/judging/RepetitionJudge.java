package sao.judging;

import java.util.List;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.text.WordRuns;
import sao.text.Words;

/// Prefers the response that repeats itself less: the share of distinct runs of three words among all its
/// runs, as odds. It asks no model and knows nothing of quality; as a part of a mean it covers what makes
/// loops likely in a model's eyes.
public record RepetitionJudge() implements PointwiseJudge {
    private static final int RUN = 3;

    @Override
    public String name() {
        return "repetition/v2"; // v1 cut at white space and told case and punctuation apart
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        List<String> words = Words.of(response.text());
        int distinct = WordRuns.distinct(words, RUN).size();
        return Merit.of(Math.log((distinct + 1.0) / (WordRuns.count(words.size(), RUN) + 1.0)));
    }
}
