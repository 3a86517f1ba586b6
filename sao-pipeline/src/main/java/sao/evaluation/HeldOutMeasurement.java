package sao.evaluation;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import sao.domain.ChatModel;
import sao.domain.Generation;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.domain.SamplingSettings;
import sao.domain.Seeds;
import sao.judging.InFlight;
import sao.judging.Judge;
import sao.ledger.ContentId;

/// Puts two models side by side on held-out prompts: first their responses, then what a judge says of them,
/// so that the models need not be open at the same time.
///
/// @param prompts what is asked; none of them may have been trained on
/// @param sampling how responses are drawn
/// @param seed of the draws, the seats and the bootstrap; with the prompt's id it decides each of them
/// @param inFlight how many prompts are worked on at a time
public record HeldOutMeasurement(List<Prompt> prompts, SamplingSettings sampling, long seed, InFlight inFlight) {
    public HeldOutMeasurement {
        prompts = List.copyOf(prompts);
        if (prompts.isEmpty()) {
            throw new IllegalArgumentException("there are no held-out prompts");
        }
    }

    /// {@return one response of a model to each prompt, in order}
    ///
    /// @param model who answers
    /// @param draw which draw: equal draws of two models share their seeds, another draw of the same model
    ///     is the control
    public List<Response> responses(ChatModel model, int draw) {
        return inFlight.map(prompts, prompt -> respond(model, prompt, draw));
    }

    /// {@return how a candidate fares against a baseline}
    ///
    /// Who is shown to the judge first is drawn for each prompt: a judge that asks both orders does not
    /// notice, one that asks a single order cannot favour the candidate by its seat.
    ///
    /// @param judge who decides
    /// @param baseline responses of the model compared with, one for each prompt, in order
    /// @param candidate responses of the model that is measured, likewise
    /// @throws sao.domain.SaoException if not one verdict could be read
    public Comparison compare(Judge judge, List<Response> baseline, List<Response> candidate) {
        if (baseline.size() != prompts.size() || candidate.size() != prompts.size()) {
            throw new IllegalArgumentException(
                    "%d prompts, but %d and %d responses".formatted(prompts.size(), baseline.size(), candidate.size()));
        }
        List<Integer> numbers = IntStream.range(0, prompts.size()).boxed().toList();
        List<ComparedPrompt> rows =
                inFlight.map(numbers, i -> compare(judge, prompts.get(i), baseline.get(i), candidate.get(i)));
        return Comparison.of(judge.name(), rows, Bootstrap.of(Seeds.of(seed, "bootstrap")));
    }

    private ComparedPrompt compare(Judge judge, Prompt prompt, Response baseline, Response candidate) {
        boolean candidateFirst = Seeds.of(seed, "seats " + prompt.id()) < 0;
        Judgment judgment = candidateFirst
                ? judge.compare(prompt, candidate, baseline)
                : mirrored(judge.compare(prompt, baseline, candidate));
        return new ComparedPrompt(prompt, baseline, candidate, judgment);
    }

    private static Judgment mirrored(Judgment judgment) {
        return judgment instanceof Judgment.Ranked ranked ? ranked.mirrored() : judgment;
    }

    private Response respond(ChatModel model, Prompt prompt, int draw) {
        long own = Seeds.of(seed, "held-out %d %s".formatted(draw, prompt.id()));
        Generation generation = model.generate(prompt.conversation(), sampling, 1, own);
        String id = ContentId.of(
                Map.of("kind", "held-out response", "model", model.fingerprint(), "prompt", prompt.id(), "seed", own));
        return new Response(
                id,
                prompt.id(),
                draw,
                generation.promptTokens(),
                generation.answers().getFirst());
    }
}
