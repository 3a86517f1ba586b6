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

/// Compares two models on a set of prompts: first their responses, then the judgments, so that the models need
/// not be open at the same time. Prompts may have several turns.
///
/// A prompt that does not fit a model's context together with its answer, or that the model refuses, is left
/// out and counted.
///
/// @param set the prompts
/// @param sampling how responses are drawn
/// @param seed of the draws, the positions and the bootstrap; each is derived from it and the prompt's id
/// @param inFlight number of prompts processed at a time
public record PromptSetMeasurement(PromptSet set, SamplingSettings sampling, long seed, BoundedConcurrency inFlight) {

    /// {@return one response of a model to each prompt that fits, by the prompt's id}
    ///
    /// @param model who answers
    /// @param draw which draw: equal draws of two models share their seeds, another draw of the same model
    ///     is the control
    public Map<String, Response> responses(ChatModel model, int draw) {
        Map<String, Response> responses = new LinkedHashMap<>();
        inFlight.map(set.prompts(), prompt -> respond(model, prompt, draw))
                .forEach(response -> response.ifPresent(one -> responses.put(one.promptId(), one)));
        return responses;
    }

    /// {@return how a candidate fares against a baseline on the prompts that both have answered}
    ///
    /// Who is shown to the judge first is drawn for each prompt: a judge that asks both orders does not
    /// notice, one that asks a single order cannot favour the candidate by its seat.
    ///
    /// @param judge who decides
    /// @param baseline responses of the model compared with, by prompt
    /// @param candidate responses of the model that is measured, by prompt
    /// @throws SaoException if no prompt was answered by both, or not one verdict could be read
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

    /// Two responses to a prompt on their way to a judge.
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

    /// {@return the response; empty if it does not fit the context or the model refuses the prompt}
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
