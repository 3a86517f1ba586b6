package sao.judging;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.text.TextUnits;

/// Prefers the response that repeats itself less: the share of distinct runs of three words among all its
/// runs, as odds. It asks no model and knows nothing of quality; as a part of a mean it covers what makes
/// loops likely in a model's eyes.
public record RepetitionJudge() implements PointwiseJudge {
    private static final int RUN = 3;

    @Override
    public String name() {
        return "repetition/v1";
    }

    @Override
    public Merit merit(Prompt prompt, Response response) {
        List<String> units = TextUnits.of(response.text());
        int runs = Math.max(0, units.size() - RUN + 1);
        Set<List<String>> distinct = new HashSet<>();
        for (int i = 0; i < runs; i++) {
            distinct.add(List.copyOf(units.subList(i, i + RUN)));
        }
        return Merit.of(Math.log((distinct.size() + 1.0) / (runs + 1.0)));
    }
}
