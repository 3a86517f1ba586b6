package sao.training;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sao.architecture.CausalLanguageModel;
import sao.batch.TrainingPair;
import sao.gradient.AnswerRow;
import sao.health.GuardRules;
import sao.health.Health;
import sao.health.Probes;
import sao.token.TokenIds;
import sao.trainer.TrainedModel;

/// Checks the model under training for degeneration: its answers to probe prompts and the log-probability of
/// a sample of chosen answers are compared with those of the start model. The result depends on the weights, the
/// step and the number of rollbacks before it alone.
final class Guard {
    private static final int SAMPLE = 8;

    private final GuardRules rules;
    private final int total;
    private final Probes probes;
    private final List<TrainingPair> sample;
    private final Subject subject;
    private Optional<Health> start = Optional.empty();
    private Optional<Health> last = Optional.empty();

    /// The probe prompts.
    ///
    /// @param probes prompts, rendered; the first ones are taken, and if they are too few, prompts of pairs too
    /// @param endOfTurn tokens that end an answer
    /// @param seed of the draws
    record Questions(List<TokenIds> probes, Set<Integer> endOfTurn, long seed) {}

    /// The model that is checked.
    ///
    /// @param model under training; stays the caller's
    /// @param scorer the same model
    record Subject(CausalLanguageModel model, ParityCheck.Scorer scorer) {}

    /// @param rules schedule and limits of the checks
    /// @param total steps of the training
    /// @param questions the probe prompts
    /// @param pairs of the training; a sample of their chosen answers is scored
    /// @param subject the model under training
    Guard(GuardRules rules, int total, Questions questions, List<TrainingPair> pairs, Subject subject) {
        this.rules = rules;
        this.total = total;
        this.subject = subject;
        Stream<TokenIds> asked = Stream.concat(
                questions.probes().stream(),
                pairs.stream().map(pair -> pair.row().prompt()));
        this.probes = new Probes(
                asked.distinct().limit(rules.probes().prompts()).toList(),
                questions.endOfTurn(),
                rules.probes(),
                questions.seed());
        int count = Math.min(SAMPLE, pairs.size());
        this.sample = IntStream.range(0, count)
                .mapToObj(i -> pairs.get((int) ((long) i * pairs.size() / count)))
                .toList();
    }

    /// Measures the start model, with which all later checks compare.
    void begin() {
        if (rules.schedule().isOn()) {
            start = Optional.of(look(0));
            last = Optional.empty();
        }
    }

    /// {@return a warning that there are too few prompts for a significant finding; empty if there are enough}
    Optional<String> warning() {
        int found = probes.prompts().size();
        int needed = rules.fewestPrompts(total);
        if (!rules.schedule().isOn() || found >= needed) {
            return Optional.empty();
        }
        return Optional.of(
                ("The guard compares answers to %d prompts, but at train.guard.false_alarm %s a change is significant on"
                                + " %d prompts at least: only the log-probability of chosen answers is checked."
                                + " Set train.guard.probes or evaluate.held_out higher, or give more pairs.")
                        .formatted(found, rules.limits().falseAlarm(), needed));
    }

    /// {@return the change of the model since its start, by the last check of this session}
    TrainedModel.Guard report() {
        if (start.isEmpty()) {
            return new TrainedModel.Guard.NotWatched("the guard is switched off or was not reached");
        }
        return last.<TrainedModel.Guard>map(now -> new TrainedModel.Guard.Watched(now.since(start.get()) + "."))
                .orElseGet(() -> new TrainedModel.Guard.NotWatched("no check was made"));
    }

    /// Checks a model that is restored at its last step, unless this session has already checked it.
    void lookOnce() {
        if (start.isPresent() && last.isEmpty()) {
            look(total);
        }
    }

    /// {@return the health of the start model; empty if there is no guard}
    Optional<Health> start() {
        return start;
    }

    /// {@return the health of the model with its present weights}
    ///
    /// One answer to each prompt comes first. The others, which a test needs, are generated only if these are
    /// beyond a limit: a model within the limits passes without a test.
    ///
    /// @param step steps made
    Health look(int step) {
        double chosen = chosenLogProbability();
        int draws = rules.probes().draws();
        Health now = probes.look(subject.model(), step, start.isEmpty() ? draws : 1, chosen);
        if (draws > 1 && isBeyondALimit(now)) {
            now = probes.look(subject.model(), step, draws, chosen);
        }
        last = Optional.of(now);
        return now;
    }

    private boolean isBeyondALimit(Health now) {
        return start.flatMap(before -> rules.limits().complaint(before, now, 1)).isPresent();
    }

    private double chosenLogProbability() {
        double sum = 0;
        for (TrainingPair pair : sample) {
            AnswerRow chosen = new AnswerRow(
                    pair.row().prompt(), List.of(pair.row().answers().getFirst()));
            sum += subject.scorer().of(chosen).mean();
        }
        return sum / sample.size();
    }

    /// {@return why a model fails the check, in words; empty if it passes}
    ///
    /// @param rollbacks number of rollbacks before this check
    Optional<String> complaint(Health now, int rollbacks) {
        return start.flatMap(before -> rules.limits().complaint(before, now, rules.level(rollbacks, total)));
    }
}
