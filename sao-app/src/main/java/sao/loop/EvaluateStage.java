package sao.loop;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sao.domain.ChatModel;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.domain.Seeds;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.evaluation.HeldOutMeasurement;
import sao.generation.EngineChatModel;
import sao.judging.InFlight;
import sao.judging.Judge;
import sao.settings.RunSettings;

/// The trained model against the start model on prompts that were kept away from training, and the start
/// model against itself.
///
/// One model is open at a time: what the start model said before training is remembered, so it is opened
/// again only to judge.
final class EvaluateStage {
    /// Draws of the start model: its own answers, and others for the control.
    private static final int OWN = 0;

    private static final int CONTROL = 1;

    private final RoundContext context;
    private final List<Prompt> prompts;
    private final AtomicInteger done = new AtomicInteger();

    /// @param prompts held out
    EvaluateStage(RoundContext context, List<Prompt> prompts) {
        this.context = context;
        this.prompts = List.copyOf(prompts);
    }

    /// What is asked: three sets of answers, and two sets of verdicts.
    private int total() {
        return 5 * prompts.size();
    }

    /// Asks the start model while it is open anyway.
    void prepare(ChatModel start) {
        try (StageMeter _ = begin()) {
            ChatModel remembering = remembering(start);
            List<Response> own = responses(remembering, OWN);
            List<Response> other = responses(remembering, CONTROL);
            compare(remembering, own, other);
        }
    }

    /// {@return the whole measurement}
    ///
    /// @param trained the exported model
    /// @param start the start model
    EvaluationReport measure(Path trained, Path start) {
        done.set(0);
        try (StageMeter _ = begin()) {
            List<Response> candidate;
            try (EngineChatModel model =
                    EmbeddedModel.open(trained, context.settings().engine())) {
                candidate = responses(remembering(model), OWN);
            }
            try (EngineChatModel model =
                    EmbeddedModel.open(start, context.settings().engine())) {
                ChatModel remembering = remembering(model);
                List<Response> own = responses(remembering, OWN);
                Comparison control = compare(remembering, own, responses(remembering, CONTROL));
                return new EvaluationReport(List.of(compare(remembering, own, candidate)), control);
            }
        }
    }

    private StageMeter begin() {
        return context.begin(StageName.EVALUATE, "answers and verdicts", done::get, this::total);
    }

    private ChatModel remembering(ChatModel model) {
        return context.ledger().remembering(model, "evaluation");
    }

    private List<Response> responses(ChatModel model, int draw) {
        return measurement(counting()).responses(model, draw);
    }

    private Comparison compare(ChatModel start, List<Response> baseline, List<Response> candidate) {
        Judge judge = Judges.ofMeasurement(context.settings(), start);
        return measurement(counting()).compare(judge, baseline, candidate);
    }

    private HeldOutMeasurement measurement(InFlight inFlight) {
        RunSettings settings = context.settings();
        return new HeldOutMeasurement(
                prompts,
                SynthesisStage.sampling(settings.responses()),
                Seeds.of(settings.seed(), "evaluation"),
                inFlight);
    }

    private InFlight counting() {
        int before = done.get();
        return new InFlight(2 * context.settings().engine().slots(), count -> done.set(before + count));
    }
}
