package sao.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.chat.ChatModel;
import sao.chat.Generation;
import sao.concurrent.BoundedConcurrency;
import sao.content.ContentId;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.ContextOverflowException;
import sao.error.RequestRejectedException;
import sao.error.SaoException;
import sao.judging.Judge;
import sao.statistics.Bootstrap;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// Compares two models on a set of prompts. Responses are generated first and judged afterwards, so the models
/// need not be loaded at the same time. Prompts may have several turns.
///
/// A prompt that exceeds the context of a model together with its response, or that the model rejects, is left out
/// and counted.
///
/// @param set prompts
/// @param sampling sampling settings of responses
/// @param seed seed from which the seeds of responses, positions and the bootstrap are derived
/// @param inFlight number of prompts processed concurrently
public record PromptSetMeasurement(PromptSet set, SamplingSettings sampling, long seed, BoundedConcurrency inFlight) {

    /// {@return one response of a model to each prompt that fits its context, by prompt id}
    ///
    /// @param model model that responds
    /// @param draw number of the sample: equal numbers give equal seeds for two models, another number gives the
    ///     control of the same model
    /// @throws SaoException if the model fails
    public Map<String, Response> responses(ChatModel model, int draw) {
        Map<String, Response> responses = new LinkedHashMap<>();
        inFlight.map(set.prompts(), prompt -> respond(model, prompt, draw))
                .forEach(response -> response.ifPresent(one -> responses.put(one.promptId(), one)));
        return responses;
    }

    /// {@return the comparison of a candidate with a baseline on the prompts with responses of both}
    ///
    /// The response in the first position is drawn for each prompt. Judges that use both orders are unaffected;
    /// the position bias of judges that use one order cancels on average.
    ///
    /// @param judge judge of the responses
    /// @param baseline responses of the baseline model, by prompt id
    /// @param candidate responses of the candidate model, by prompt id
    /// @throws SaoException if no prompt has responses of both models, or if no judgment has a verdict
    public Comparison compare(Judge judge, Map<String, Response> baseline, Map<String, Response> candidate) {
        List<ComparedPrompt> rows = inFlight
                .map(
                        set.prompts(),
                        prompt -> answered(prompt, baseline, candidate).map(seated -> seated.by(judge)))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        if (rows.isEmpty()) {
            throw new SaoException(
                    "None of the %d %s was answered: they do not fit the model's context together with an answer of up to %d tokens, or the model refuses them."
                            .formatted(set.size(), set.words(), sampling.maximumTokens()),
                    "Lower responses.max_tokens, or measure on shorter prompts.");
        }
        return Comparison.of(judge.name(), set, rows, Bootstrap.of(Seeds.of(seed, "bootstrap")));
    }

    /// Two responses to a prompt with their positions in the judge prompt.
    private record Seated(Prompt prompt, Response baseline, Response candidate, boolean candidateFirst) {
        ComparedPrompt by(Judge judge) {
            Judgment judgment = candidateFirst
                    ? judge.compare(prompt, candidate, baseline)
                    : mirrored(judge.compare(prompt, baseline, candidate));
            return new ComparedPrompt(prompt, baseline, candidate, judgment);
        }
    }

    private Optional<Seated> answered(Prompt prompt, Map<String, Response> baseline, Map<String, Response> candidate) {
        Response before = baseline.get(prompt.id());
        Response after = candidate.get(prompt.id());
        return before == null || after == null
                ? Optional.empty()
                : Optional.of(new Seated(prompt, before, after, Seeds.of(seed, "seats " + prompt.id()) < 0));
    }

    private static Judgment mirrored(Judgment judgment) {
        return judgment instanceof Judgment.Ranked ranked ? ranked.mirrored() : judgment;
    }

    /// {@return the response; empty if it exceeds the context or the model rejects the prompt}
    private Optional<Response> respond(ChatModel model, Prompt prompt, int draw) {
        long own = Seeds.of(seed, "held-out %d %s".formatted(draw, prompt.id()));
        Generation generation;
        try {
            generation = model.generate(prompt.conversation(), sampling, 1, own);
        } catch (ContextOverflowException | RequestRejectedException _) {
            return Optional.empty();
        }
        String id = ContentId.of(
                Map.of("kind", "held-out response", "model", model.fingerprint(), "prompt", prompt.id(), "seed", own));
        return Optional.of(new Response(
                id,
                prompt.id(),
                draw,
                generation.promptTokens(),
                generation.answers().getFirst()));
    }
}
