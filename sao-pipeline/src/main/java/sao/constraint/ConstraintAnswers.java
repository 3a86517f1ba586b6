package sao.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.chat.Answer;
import sao.chat.ChatModel;
import sao.chat.Generation;
import sao.concurrent.BoundedConcurrency;
import sao.content.ContentId;
import sao.domain.Response;
import sao.error.ContextOverflowException;
import sao.error.RequestRejectedException;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// A model's answers to a prompt with a constraint.
///
/// @param asked the prompt
/// @param responses the answers in the order of their slots, at least one
public record ConstraintAnswers(ConstraintPrompt asked, List<Response> responses) {
    /// Usual number of answers of a model to a prompt with a constraint.
    public static final int DRAWS = 4;

    public ConstraintAnswers {
        responses = List.copyOf(responses);
    }

    /// How a model is asked.
    ///
    /// @param sampling how tokens are drawn
    /// @param count number of answers to each prompt, at least 1; all share one prefill of the prompt
    /// @param seed seed from which the seed of each prompt is derived; equal seeds make two models comparable
    public record Draws(SamplingSettings sampling, int count, long seed) {}

    /// {@return the model's answers to each prompt, in order; without the prompts that exceed the model's context
    /// together with an answer, or that the model rejects}
    ///
    /// @param model model that answers
    /// @param prompts prompts with constraints
    /// @param draws how the model is asked
    /// @param inFlight number of prompts answered concurrently
    /// @throws sao.error.SaoException if the model fails
    public static List<ConstraintAnswers> of(
            ChatModel model, List<ConstraintPrompt> prompts, Draws draws, BoundedConcurrency inFlight) {
        return inFlight.map(prompts, asked -> answer(model, asked, draws)).stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<ConstraintAnswers> answer(ChatModel model, ConstraintPrompt asked, Draws draws) {
        String prompt = asked.prompt().id();
        long seed = Seeds.of(draws.seed(), "constraint answers " + prompt);
        Generation generation;
        try {
            generation = model.generate(asked.prompt().conversation(), draws.sampling(), draws.count(), seed);
        } catch (ContextOverflowException | RequestRejectedException _) {
            return Optional.empty();
        }
        List<Response> responses = new ArrayList<>();
        for (Answer answer : generation.answers()) {
            String id = ContentId.of(Map.of(
                    "kind",
                    "constraint response",
                    "model",
                    model.fingerprint(),
                    "prompt",
                    prompt,
                    "seed",
                    answer.seed(),
                    "text",
                    answer.text()));
            responses.add(new Response(id, prompt, responses.size(), generation.promptTokens(), answer));
        }
        return Optional.of(new ConstraintAnswers(asked, responses));
    }

    /// {@return the answers that meet the constraint}
    public List<Response> passing() {
        return responses.stream()
                .filter(response -> asked.constraint().isMetBy(response.text()))
                .toList();
    }

    /// {@return the share of the answers that meet the constraint, in [0, 1]}
    double passRate() {
        return (double) passing().size() / responses.size();
    }

    /// {@return for each answer 1 if it meets the constraint and 0 otherwise}
    List<Double> outcomes() {
        return responses.stream()
                .map(response -> asked.constraint().isMetBy(response.text()) ? 1.0 : 0.0)
                .toList();
    }
}
