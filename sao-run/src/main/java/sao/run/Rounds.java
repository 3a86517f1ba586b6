package sao.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.ledger.LedgerReader;
import sao.models.ModelProvider;
import sao.progress.Wording;
import sao.stage.RoundContext;
import sao.summarizer.KeptRound;

/// The rounds of a run. Each begins with the model that the previous round trained, draws its own personas, and
/// is compared with its start model. The rounds end early if a round's model does not win, or if its responses
/// lose diversity. The run's result is the model of the last round that won.
final class Rounds {
    private static final String FINISHED = "finished/round-%d";
    private static final double EVEN = 0.5;
    private static final double LEAST_DIVERSITY = 0.75; // of the share of distinct words before

    private final RoundContext first;
    private final ModelProvider models;
    private final RunIdentity identity;
    private final BiFunction<RoundContext, ModelProvider, Round.Outcome> runner;

    /// @param first context of the first round
    /// @param models of the first round
    /// @param identity of what determines the result: a round that was finished for another identity is run
    ///     again
    /// @param runner runs one round
    Rounds(
            RoundContext first,
            ModelProvider models,
            RunIdentity identity,
            BiFunction<RoundContext, ModelProvider, Round.Outcome> runner) {
        this.first = first;
        this.models = models;
        this.identity = identity;
        this.runner = runner;
    }

    /// Runs the remaining rounds.
    ///
    /// @return lines for the user: the results of the last round, and which round's model is the run's result
    List<String> run() {
        int wanted = first.settings().rounds();
        int round = 1;
        while (round < wanted && isFinished(round)) {
            round++;
        }
        while (true) {
            RoundContext context = first.inRound(round);
            if (wanted > 1) {
                context.progress().say("Round %d of %d.".formatted(round, wanted));
            }
            Round.Outcome outcome = runner.apply(context, models.inRound(round));
            int kept = won(outcome) ? round : Math.max(1, round - 1);
            first.ledger().meta(KeptRound.KEY, Integer.toString(kept));
            Optional<String> reason =
                    round < wanted ? outcome.measured().flatMap(Rounds::reasonToStop) : Optional.empty();
            if (round == wanted || reason.isPresent()) {
                reason.ifPresent(words -> recordEnd(context, words));
                List<String> lines = new ArrayList<>(outcome.summary());
                Summary.kept(wanted, round, kept, won(outcome)).ifPresent(lines::add);
                return lines;
            }
            first.ledger().meta(FINISHED.formatted(round), identity.text());
            round++;
        }
    }

    /// {@return whether the round's model won against its start, or was not measured}
    private static boolean won(Round.Outcome outcome) {
        return outcome.measured()
                .map(report -> report.leading().measured().winRate().rate() > EVEN)
                .orElse(true);
    }

    private static void recordEnd(RoundContext context, String reason) {
        String words = "The rounds end after round %d: %s.".formatted(context.round(), reason);
        context.progress().say(words);
        context.ledger().event("rounds_ended", Map.of("round", context.round(), "words", words));
    }

    private boolean isFinished(int round) {
        try (LedgerReader reader = first.ledger().reader()) {
            return identity.matches(reader.meta(FINISHED.formatted(round)).orElse(""));
        }
    }

    private static Optional<String> reasonToStop(EvaluationReport report) {
        Comparison comparison = report.leading().measured();
        return reasonToStop(
                comparison.winRate().rate(),
                comparison.baseline().distinctWords(),
                comparison.candidate().distinctWords());
    }

    /// {@return the reason to end the rounds; empty if another round may improve the model}
    ///
    /// @param rate at which the new model wins against the one before, in [0, 1]
    /// @param before share of distinct words in the answers of the model before, in [0, 1]
    /// @param after share of distinct words in the answers of the new model, in [0, 1]
    static Optional<String> reasonToStop(double rate, double before, double after) {
        if (rate <= EVEN) {
            return Optional.of("its model wins only %s against its start model".formatted(Wording.percent(rate)));
        }
        if (after < LEAST_DIVERSITY * before) {
            return Optional.of("the share of distinct words in answers fell from %s to %s"
                    .formatted(Wording.percent(before), Wording.percent(after)));
        }
        return Optional.empty();
    }
}
