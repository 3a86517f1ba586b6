package sao.stage;

import java.util.List;
import sao.audit.ConstraintProbes;
import sao.audit.Probe;
import sao.calls.CallPurpose;
import sao.chat.ChatModel;
import sao.concurrent.BoundedConcurrency;
import sao.constraint.ConstraintAnswers;
import sao.constraint.ConstraintPrompt;
import sao.domain.AnsweredPrompt;
import sao.token.Seeds;

/// Makes the audit's probes with constraints: the start model answers prompts of the round to which a constraint is
/// added, with the run's own sampling. The ledger remembers the answers.
///
/// @param context of the round
/// @param start the round's start model; still owned by the caller
record ConstraintProbeSource(RoundContext context, ChatModel start) {
    /// {@return the number of prompts that the settings ask for}
    int wanted() {
        return context.settings().judge().audit().constraints();
    }

    /// {@return the probes, at most one for each prompt}
    ///
    /// @param answered prompts of the round; each gets at most one constraint
    List<Probe> probes(List<AnsweredPrompt> answered) {
        long seed = Seeds.of(context.settings().seed(), "audit constraints");
        List<ConstraintPrompt> prompts = ConstraintPrompt.draw(
                answered.stream().map(AnsweredPrompt::prompt).toList(),
                ConstraintProbes.families(),
                Math.min(wanted(), answered.size()),
                seed);
        ConstraintAnswers.Draws draws = new ConstraintAnswers.Draws(
                SynthesisStage.sampling(context.settings().responses()), ConstraintAnswers.DRAWS, seed);
        return ConstraintProbes.of(ConstraintAnswers.of(
                context.ledger().remembering(start, CallPurpose.AUDIT, context.round()),
                prompts,
                draws,
                BoundedConcurrency.of(start.concurrency())));
    }
}
