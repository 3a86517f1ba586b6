package sao.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.audit.Probe;
import sao.concurrent.BoundedConcurrency;
import sao.content.ContentId;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.evaluation.Comparison;
import sao.evaluation.PromptSet;
import sao.evaluation.PromptSetMeasurement;
import sao.judging.Judge;
import sao.statistics.Bootstrap;
import sao.statistics.ClusteredMean;
import sao.token.SamplingSettings;

/// A judge's accuracy on labelled pairs, and the win rate corrected by it, see [RoganGladen].
///
/// @param labelled the better answers against the worse ones: the win rate is the judge's accuracy, a tie counts half
/// @param accuracy the accuracy with its interval, clustered by prompt
/// @param corrected the corrected win rate; empty if the interval of the accuracy is not above one half, where the
///     correction has no bound
public record LabelCorrection(Comparison labelled, ClusteredFigures accuracy, Optional<RoganGladen> corrected) {
    private static final int ANY = 1; // nothing is sampled

    /// {@return the correction of a win rate by a judge's verdicts on labelled pairs}
    ///
    /// @param judge judge of the win rate
    /// @param pairs labelled pairs, at least one
    /// @param rate win rate by that judge
    /// @param seed of the order of the answers and of the bootstrap
    /// @param inFlight limit of concurrent judgments
    /// @throws sao.error.SaoException if no pair has a readable verdict
    public static LabelCorrection of(
            Judge judge, List<Probe> pairs, ClusteredMean rate, long seed, BoundedConcurrency inFlight) {
        List<Prompt> prompts = new ArrayList<>();
        Map<String, String> clusters = new LinkedHashMap<>();
        Map<String, List<Response>> better = new LinkedHashMap<>();
        Map<String, List<Response>> worse = new LinkedHashMap<>();
        for (Probe pair : pairs) {
            String id = ContentId.of(Map.of(
                    "kind",
                    "labelled pair",
                    "prompt",
                    pair.prompt().id(),
                    "better",
                    pair.good().text(),
                    "worse",
                    pair.bad().text()));
            if (better.containsKey(id)) {
                continue; // the same pair twice
            }
            prompts.add(new Prompt(id, pair.prompt().personaId(), pair.prompt().conversation()));
            clusters.put(id, pair.prompt().id());
            better.put(id, List.of(alone(pair.good(), id)));
            worse.put(id, List.of(alone(pair.bad(), id)));
        }
        Comparison labelled = new PromptSetMeasurement(
                        new PromptSet("the labelled pairs", prompts), SamplingSettings.greedy(ANY), 1, seed, inFlight)
                .compare(judge, worse, better);
        ClusteredFigures accuracy =
                ClusteredFigures.of(labelled, id -> clusters.getOrDefault(id, id), Bootstrap.of(seed));
        return new LabelCorrection(
                labelled,
                accuracy,
                accuracy.winRate().low() > 0.5 ? Optional.of(RoganGladen.of(rate, accuracy.rate())) : Optional.empty());
    }

    private static Response alone(Response response, String prompt) {
        return new Response(response.id(), prompt, 0, response.promptTokens(), response.answer());
    }
}
