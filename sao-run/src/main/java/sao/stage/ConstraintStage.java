package sao.stage;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.constraint.ConstraintAnswers;
import sao.constraint.ConstraintComparison;
import sao.constraint.ConstraintFamily;
import sao.constraint.ConstraintPrompt;
import sao.domain.Prompt;
import sao.ledger.LedgerReader;
import sao.models.ModelProvider;
import sao.progress.StageMeter;
import sao.result.ConstraintFigures;
import sao.result.RoundResult.ConstraintsFollowed;
import sao.rows.RoundStage;
import sao.token.Seeds;

/// Measures without a judge how often the start model and the trained model follow verifiable constraints. Both
/// answer the same held-out prompts with constraints added, with the same seeds, [ConstraintAnswers#DRAWS] times each.
/// None of these prompts is trained on.
///
/// One stage belongs to one thread.
public final class ConstraintStage {
    private final RoundContext context;
    private final List<ConstraintPrompt> prompts;
    private final long seed;
    private List<ConstraintAnswers> before = List.of();

    /// @param heldOut held-out prompts of the round, to which constraints are added
    public ConstraintStage(RoundContext context, List<Prompt> heldOut) {
        this.context = context;
        this.seed = Seeds.of(context.settings().seed(), "constraints");
        int wanted = heldOut.isEmpty() ? 0 : context.settings().evaluate().constraints();
        this.prompts = ConstraintPrompt.draw(heldOut, List.of(ConstraintFamily.values()), wanted, seed);
    }

    /// Computes the start model's answers. Called before the training, while the start model is open.
    ///
    /// @param start the open start model; still owned by the caller
    public void prepare(ChatModel start) {
        before = answers(start, 0);
    }

    /// Computes the trained model's answers and records the comparison in the ledger. Called after [#prepare].
    ///
    /// @param models of the round
    /// @return the figures; empty if the settings do not ask for them, or if no prompt fits the models' context
    public Optional<ConstraintFigures> measure(ModelProvider models) {
        if (prompts.isEmpty()) {
            record(Optional.empty());
            return Optional.empty();
        }
        List<ConstraintAnswers> after;
        try (ChatModel trained = models.trained()) {
            after = answers(trained, prompts.size());
        }
        Optional<ConstraintFigures> figures = ConstraintComparison.of(before, after, Seeds.of(seed, "bootstrap"));
        int answered = figures.map(ConstraintFigures::prompts).orElse(0);
        if (answered < prompts.size()) {
            context.progress()
                    .say(
                            "%d of the %d prompts with constraints are left out: with an answer they do not fit a model's context, or a model refused them."
                                    .formatted(prompts.size() - answered, prompts.size()));
        }
        record(figures);
        return figures;
    }

    /// @param done number of prompts answered before
    private List<ConstraintAnswers> answers(ChatModel model, int done) {
        if (prompts.isEmpty()) {
            return List.of();
        }
        AtomicInteger answered = new AtomicInteger(done);
        ConstraintAnswers.Draws draws = new ConstraintAnswers.Draws(
                SynthesisStage.sampling(context.settings().responses()), ConstraintAnswers.DRAWS, seed);
        try (StageMeter _ = context.begin(
                RoundStage.CONSTRAINTS, "prompts with constraints", answered::get, () -> 2L * prompts.size())) {
            return ConstraintAnswers.of(
                    context.ledger().remembering(model, CallPurpose.CONSTRAINTS, context.round()),
                    prompts,
                    draws,
                    new BoundedConcurrency(model.concurrency(), answered::incrementAndGet));
        }
    }

    /// Records the figures. Without figures a row is written only to replace those of an earlier measurement.
    private void record(Optional<ConstraintFigures> figures) {
        if (figures.isPresent() || isMeasuredBefore()) {
            context.ledger().current(context.round()).result(new ConstraintsFollowed(figures));
        }
    }

    private boolean isMeasuredBefore() {
        try (LedgerReader reader = context.ledger().reader()) {
            return reader.round(context.round())
                    .results()
                    .first(ConstraintsFollowed.class)
                    .isPresent();
        }
    }
}
