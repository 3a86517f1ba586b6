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

/// Watches the model under training: what it answers to probes and how likely it finds some chosen answers,
/// against what the start model did. A function of the weights alone.
final class Guard {
    private static final int SAMPLE = 8;

    private final GuardRules rules;
    private final Probes probes;
    private final List<TrainingPair> sample;
    private final CausalLanguageModel model;
    private final ParityCheck.Scorer scorer;
    private Optional<Health> start = Optional.empty();
    private Optional<Health> last = Optional.empty();

    /// What is asked again and again.
    ///
    /// @param probes prompts, rendered; the first ones are taken
    /// @param endOfTurn tokens that end an answer
    /// @param seed of the draws
    record Questions(List<TokenIds> probes, Set<Integer> endOfTurn, long seed) {}

    /// @param rules when it looks and what it bears
    /// @param questions what it asks
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

    /// Looks at the start model, to which all later looks are compared.
    void begin() {
        if (rules.every() > 0) {
            start = Optional.of(look());
            last = Optional.empty();
        }
    }

    /// {@return the last check of this session compared with the start model, in a sentence; empty without a guard or
    /// where nothing was checked yet}
    Optional<String> sentence() {
        return start.flatMap(before -> last.map(now -> now.since(before) + "."));
    }

    /// Checks the model unless this session has checked it.
    void lookOnce() {
        if (start.isPresent() && last.isEmpty()) {
            look();
        }
    }

    /// {@return the health of the start model; empty if there is no guard}
    Optional<Health> start() {
        return start;
    }

    /// {@return the model's health now}
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

    /// {@return what is wrong with a health, in words; empty if nothing is}
    Optional<String> complaint(Health now) {
        return start.flatMap(before -> rules.limits().complaint(before, now));
    }
}
