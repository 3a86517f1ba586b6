package sao.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.audit.Probe;
import sao.chat.Answer;
import sao.content.ContentId;
import sao.domain.Response;
import sao.evaluation.Comparison;
import sao.evaluation.PromptSetMeasurement;
import sao.judging.Judge;
import sao.statistics.Bootstrap;
import sao.token.FinishReason;
import sao.token.Seeds;

/// The answers of two models to the same prompts, ready to be judged.
///
/// @param model answers of the model, by prompt id
/// @param against answers of the model that it is compared with, by prompt id
/// @param clusters cluster of a prompt by its id; a prompt that is absent is a cluster of its own
/// @param labels labelled pairs, by which the win rate is corrected; may be empty
public record HeadToHead(
        Map<String, List<Response>> model,
        Map<String, List<Response>> against,
        Map<String, String> clusters,
        List<Probe> labels) {
    public HeadToHead {
        clusters = Map.copyOf(clusters);
        labels = List.copyOf(labels);
    }

    /// The verdicts of one judge.
    ///
    /// @param comparison the model against the other one, whose intervals are over prompts
    /// @param clustered the intervals over clusters of prompts
    /// @param self control: the other model's answers against each other, for which the win rate of a sound
    ///     measurement is one half; empty if it has one answer to each prompt
    /// @param halved control: the first half of each of the model's first answers against the whole
    ///     answer, of which a useful judge prefers the whole; empty if no answer can be halved
    /// @param correction win rate corrected by labelled pairs; empty without labels
    public record Judged(
            Comparison comparison,
            ClusteredFigures clustered,
            Optional<Comparison> self,
            Optional<Comparison> halved,
            Optional<LabelCorrection> correction) {
        /// {@return whether the self comparison is compatible with one half at the level of 99.9 %, or is
        /// absent}
        public boolean selfHolds() {
            return self.isEmpty()
                    || self.get()
                            .winRate()
                            .interval()
                            .widenedTo999(self.get().winRate().rate())
                            .contains(0.5);
        }

        /// {@return whether the judge prefers whole answers to their first halves: the interval lies
        /// below one half; also true without this control}
        public boolean halvedHolds() {
            return halved.isEmpty() || halved.get().winRate().interval().high() < 0.5;
        }
    }

    /// {@return the verdicts of a judge}
    ///
    /// @param measurement its number of draws is the largest number of answers to a prompt
    /// @param controls whether the controls are judged as well
    /// @throws sao.error.SaoException if no prompt has answers of both models, or no verdict is readable
    public Judged judged(Judge judge, PromptSetMeasurement measurement, boolean controls) {
        Bootstrap bootstrap = Bootstrap.of(Seeds.of(measurement.seed(), "bootstrap"));
        Comparison comparison = measurement.compare(judge, against, model);
        ClusteredFigures clustered = ClusteredFigures.of(comparison, id -> clusters.getOrDefault(id, id), bootstrap);
        boolean several =
                measurement.draws() > 1 && against.values().stream().anyMatch(responses -> responses.size() > 1);
        return new Judged(
                comparison,
                clustered,
                controls && several ? Optional.of(measurement.control(judge, against)) : Optional.empty(),
                controls ? halved(judge, measurement) : Optional.empty(),
                labels.isEmpty()
                        ? Optional.empty()
                        : Optional.of(LabelCorrection.of(
                                judge, labels, clustered.rate(), measurement.seed(), measurement.inFlight())));
    }

    private Optional<Comparison> halved(Judge judge, PromptSetMeasurement measurement) {
        Map<String, List<Response>> whole = new LinkedHashMap<>();
        Map<String, List<Response>> halves = new LinkedHashMap<>();
        model.forEach((prompt, responses) -> {
            Response first = responses.getFirst();
            if (first.slot() == 0 && first.length() > 1) {
                whole.put(prompt, List.of(first));
                halves.put(prompt, List.of(half(first)));
            }
        });
        PromptSetMeasurement single = new PromptSetMeasurement(
                measurement.set(), measurement.sampling(), 1, measurement.seed(), measurement.inFlight());
        return whole.isEmpty() ? Optional.empty() : Optional.of(single.compare(judge, whole, halves));
    }

    private static Response half(Response response) {
        String text = response.text();
        String half = text.substring(0, text.offsetByCodePoints(0, response.length() / 2));
        String id = ContentId.of(Map.of("kind", "first half", "response", response.id()));
        return new Response(
                id, response.promptId(), 0, response.promptTokens(), Answer.ofText(half, FinishReason.STOP, 0));
    }
}
