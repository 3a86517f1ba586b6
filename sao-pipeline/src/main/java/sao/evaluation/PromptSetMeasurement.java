package sao.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
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
/// @param draws number of responses of each model to a prompt, at least 1
/// @param seed seed from which the seeds of responses, positions and the bootstrap are derived
/// @param inFlight number of responses or judgments processed concurrently
public record PromptSetMeasurement(
        PromptSet set, SamplingSettings sampling, int draws, long seed, BoundedConcurrency inFlight) {

    /// {@return the responses of a model to each prompt that fits its context, by prompt id; their slots are the
    /// numbers of the draws, and equal numbers give equal seeds for two models}
    ///
    /// @param model model that responds
    /// @throws SaoException if the model fails
    public Map<String, List<Response>> responses(ChatModel model) {
        Map<String, List<Response>> responses = new LinkedHashMap<>();
        inFlight.map(everyDraw(), draw -> respond(model, draw))
                .forEach(response -> response.ifPresent(one -> responses
                        .computeIfAbsent(one.promptId(), _ -> new ArrayList<>())
                        .add(one)));
        return responses;
    }

    /// A response to be generated.
    private record Draw(Prompt prompt, int number) {}

    private List<Draw> everyDraw() {
        return set.prompts().stream()
                .flatMap(prompt -> IntStream.range(0, draws).mapToObj(number -> new Draw(prompt, number)))
                .toList();
    }

    /// {@return the comparison of a candidate with a baseline on the prompts with responses of both: every
    /// response of
    /// the one with every response of the other}
    ///
    /// The response in the first position is drawn for the first pair of each prompt and alternates over its pairs.
    /// Judges that use both orders are unaffected; the position bias of judges that use one order cancels on
    /// average.
    ///
    /// @param judge judge of the responses
    /// @param baseline responses of the baseline model, by prompt id
    /// @param candidate responses of the candidate model, by prompt id
    /// @throws SaoException if no prompt has responses of both models, or if no judgment has a verdict
    public Comparison compare(
            Judge judge, Map<String, List<Response>> baseline, Map<String, List<Response>> candidate) {
        return compare(judge, new Side(baseline, 0, draws), new Side(candidate, 0, draws));
    }

    /// {@return the comparison of a model with itself: the first half of its responses to each prompt with the
    /// others}
    ///
    /// @param judge judge of the responses
    /// @param responses two or more responses to each prompt, by prompt id
    /// @throws SaoException if no prompt has responses in both halves, or if no judgment has a verdict
    public Comparison control(Judge judge, Map<String, List<Response>> responses) {
        int half = draws / 2;
        return compare(judge, new Side(responses, 0, half), new Side(responses, half, draws));
    }

    /// {@return the number of judgments of [#control] for each prompt}
    ///
    /// @param draws number of responses to a prompt
    public static int controlPairs(int draws) {
        return draws / 2 * (draws - draws / 2);
    }

    /// The responses of one side of a comparison.
    ///
    /// @param byPrompt responses, by prompt id
    /// @param from first draw that takes part
    /// @param to draw after the last that takes part
    private record Side(Map<String, List<Response>> byPrompt, int from, int to) {
        Optional<Response> response(Prompt prompt, int index) {
            return byPrompt.getOrDefault(prompt.id(), List.of()).stream()
                    .filter(response -> response.slot() == from + index)
                    .findFirst();
        }

        int size() {
            return to - from;
        }
    }

    private Comparison compare(Judge judge, Side baseline, Side candidate) {
        List<ComparedPair> pairs = inFlight
                .map(pairings(baseline.size(), candidate.size()), pairing -> pairing.judged(judge, baseline, candidate))
                .stream()
                .flatMap(Optional::stream)
                .toList();
        requireAny(pairs.size());
        return Comparison.of(judge.name(), set, pairs, Bootstrap.of(Seeds.of(seed, "bootstrap")));
    }

    /// {@return the number of prompts without a response}
    ///
    /// @param responses by prompt id
    /// @throws SaoException if no prompt has one
    public int unanswered(Map<String, List<Response>> responses) {
        requireAny(responses.size());
        return set.size() - responses.size();
    }

    private void requireAny(int answered) {
        if (answered == 0) {
            throw new SaoException(
                    "None of the %d %s was answered: they do not fit the model's context together with an answer of up to %d tokens, or the model refuses them."
                            .formatted(set.size(), set.words(), sampling.maximumTokens()),
                    "Lower responses.max_tokens, or measure on shorter prompts.");
        }
    }

    private List<Pairing> pairings(int baselines, int candidates) {
        List<Pairing> pairings = new ArrayList<>();
        for (Prompt prompt : set.prompts()) {
            boolean candidateFirst = Seeds.of(seed, "seats " + prompt.id()) < 0;
            for (int i = 0; i < baselines; i++) {
                for (int j = 0; j < candidates; j++) {
                    pairings.add(new Pairing(prompt, i, j, candidateFirst ^ (i + j) % 2 == 1));
                }
            }
        }
        return pairings;
    }

    /// Two responses to a prompt, by their indices on each side, and their positions in the judge prompt.
    private record Pairing(Prompt prompt, int baseline, int candidate, boolean candidateFirst) {
        /// {@return the judged pair; empty if a response is missing}
        Optional<ComparedPair> judged(Judge judge, Side baselines, Side candidates) {
            return baselines
                    .response(prompt, baseline)
                    .flatMap(before -> candidates
                            .response(prompt, candidate)
                            .map(after -> new ComparedPair(prompt, before, after, judgment(judge, before, after))));
        }

        private Judgment judgment(Judge judge, Response before, Response after) {
            if (candidateFirst) {
                return judge.compare(prompt, after, before);
            }
            Judgment judgment = judge.compare(prompt, before, after);
            return judgment instanceof Judgment.Ranked ranked ? ranked.mirrored() : judgment;
        }
    }

    /// {@return the response; empty if it exceeds the context or the model rejects the prompt}
    private Optional<Response> respond(ChatModel model, Draw draw) {
        Prompt prompt = draw.prompt();
        long own = Seeds.of(seed, "held-out %d %s".formatted(draw.number(), prompt.id()));
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
                draw.number(),
                generation.promptTokens(),
                generation.answers().getFirst()));
    }
}
