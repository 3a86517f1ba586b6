package sao.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import sao.architecture.CausalLanguageModel;
import sao.batch.TrainingPair;
import sao.gradient.AnswerRow;
import sao.health.GuardRules;
import sao.health.Health;
import sao.health.Probes;
import sao.token.TokenIds;
import sao.trainer.TrainedModel;

/// Checks the model under training for degeneration: its answers to probe prompts and the log-probability of
/// a sample of chosen answers are compared with those of the start model. The result depends on the weights
/// alone.
final class Guard {
    private static final int SAMPLE = 8;

    private final GuardRules rules;
    private final Probes probes;
    private final List<TrainingPair> sample;
    private final CausalLanguageModel model;
    private final ParityCheck.Scorer scorer;
    private Optional<Health> start = Optional.empty();
    private Optional<Health> last = Optional.empty();

    /// The probe prompts.
    ///
    /// @param probes prompts, rendered; the first ones are taken
    /// @param endOfTurn tokens that end an answer
    /// @param seed of the draws
    record Questions(List<TokenIds> probes, Set<Integer> endOfTurn, long seed) {}

    /// @param rules interval and limits of the checks
    /// @param questions the probe prompts
    /// @param pairs of the training; a sample of their chosen answers is scored
    /// @param model under training; stays the caller's
    /// @param scorer the same model
    Guard(
            GuardRules rules,
            Questions questions,
            List<TrainingPair> pairs,
            CausalLanguageModel model,
            ParityCheck.Scorer scorer) {
        this.rules = rules;
        this.model = model;
        this.scorer = scorer;
        List<TokenIds> asked = questions.probes().isEmpty()
                ? pairs.stream().map(pair -> pair.row().prompt()).distinct().toList()
                : questions.probes();
        this.probes = new Probes(
                asked.stream().limit(rules.probes()).toList(),
                questions.endOfTurn(),
                rules.sampling(),
                questions.seed());
        int count = Math.min(SAMPLE, pairs.size());
        this.sample = IntStream.range(0, count)
                .mapToObj(i -> pairs.get((int) ((long) i * pairs.size() / count)))
                .toList();
    }

    /// Measures the start model, with which all later checks compare.
    void begin() {
        if (rules.every() > 0) {
            start = Optional.of(look());
            last = Optional.empty();
        }
    }

    /// {@return the change of the model since its start, by the last check of this session}
    TrainedModel.Guard report() {
        if (start.isEmpty()) {
            return new TrainedModel.Guard.NotWatched("the guard is switched off or was not reached");
        }
        return last.<TrainedModel.Guard>map(now -> new TrainedModel.Guard.Watched(now.since(start.get()) + "."))
                .orElseGet(() -> new TrainedModel.Guard.NotWatched("no check was made"));
    }

    /// Checks the model, unless this session has already checked it at this step.
    void lookOnce() {
        if (start.isPresent() && last.isEmpty()) {
            look();
        }
    }

    /// {@return the health of the start model; empty if there is no guard}
    Optional<Health> start() {
        return start;
    }

    /// {@return the health of the model with its present weights}
    Health look() {
        double sum = 0;
        for (TrainingPair pair : sample) {
            AnswerRow chosen = new AnswerRow(
                    pair.row().prompt(), List.of(pair.row().answers().getFirst()));
            sum += scorer.of(chosen).mean();
        }
        Health now = probes.look(model, sum / sample.size());
        last = Optional.of(now);
        return now;
    }

    /// {@return why a model fails the check, in words; empty if it passes}
    Optional<String> complaint(Health now) {
        return start.flatMap(before -> rules.limits().complaint(before, now));
    }
}
