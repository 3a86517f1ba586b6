package sao.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.evaluation.Comparison;
import sao.evaluation.EvaluationReport;
import sao.ledger.LedgerReader;
import sao.models.ModelProvider;
import sao.progress.Wording;
import sao.stage.RoundContext;

/// The rounds of a run: each begins with the model that the last one left, asks personas of its own, and is
/// measured against its beginning. They end early when a round brings nothing or costs the answers their
/// variety.
final class Rounds {
    private static final String FINISHED = "finished/round-%d";
    private static final double NO_GAIN = 0.5;
    private static final double VARIETY = 0.75; // of the share of distinct words that must be left

    private final RoundContext first;
    private final ModelProvider models;
    private final String identity;

    /// @param first context of the first round
    /// @param models of the first round
    /// @param identity of what is asked: a round that was finished for another is gone through again
    Rounds(RoundContext first, ModelProvider models, String identity) {
        this.first = first;
        this.models = models;
        this.identity = identity;
    }

    /// {@return what came out of the last round, in words}
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
            Round.Outcome outcome = new Round(context).run(models.inRound(round));
            Optional<String> reason =
                    round < wanted ? outcome.measured().flatMap(Rounds::reasonToStop) : Optional.empty();
            if (round == wanted || reason.isPresent()) {
                reason.ifPresent(words -> stop(context, words));
                return outcome.summary();
            }
            first.ledger().meta(FINISHED.formatted(round), identity);
            round++;
        }
    }

    private static void stop(RoundContext context, String reason) {
        String words = "The rounds end after round %d: %s.".formatted(context.round(), reason);
        context.progress().say(words);
        context.ledger().event("rounds_ended", Map.of("round", context.round(), "words", words));
    }

    private boolean isFinished(int round) {
        try (LedgerReader reader = first.ledger().reader()) {
            return reader.meta(FINISHED.formatted(round)).orElse("").equals(identity);
        }
    }

    private static Optional<String> reasonToStop(EvaluationReport report) {
        Comparison comparison = report.measured().getFirst();
        return reasonToStop(
                comparison.winRate().rate(),
                comparison.baseline().distinctWords(),
                comparison.candidate().distinctWords());
    }

    /// {@return why another round would not help; empty if it may}
    ///
    /// @param rate at which the new model wins against the one before
    /// @param before share of distinct words in the answers of the one before
    /// @param after the same of the new one
    static Optional<String> reasonToStop(double rate, double before, double after) {
        if (rate <= NO_GAIN) {
            return Optional.of("its model wins only %s against the one before".formatted(Wording.percent(rate)));
        }
        if (after < VARIETY * before) {
            return Optional.of("the share of distinct words in answers fell from %s to %s"
                    .formatted(Wording.percent(before), Wording.percent(after)));
        }
        return Optional.empty();
    }
}
