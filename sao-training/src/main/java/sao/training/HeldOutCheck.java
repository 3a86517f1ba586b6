package sao.training;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import sao.batch.TrainingPair;
import sao.gradient.PackedRow;
import sao.health.CheckSchedule;
import sao.heldout.HeldOutChange;
import sao.heldout.HeldOutFigures;
import sao.likelihood.BatchTotals;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;

/// Measures loss, margin and accuracy of the held-out pairs with the objective of the training: before the first
/// step, after each sixth of the steps and at least every hundred steps, and after the last. A measurement depends on
/// the weights alone and changes nothing that the training depends on.
final class HeldOutCheck {
    private static final CheckSchedule SCHEDULE = new CheckSchedule(CheckSchedule.AUTOMATIC);

    private final List<TrainingPair> pairs;
    private final TrainingSettings settings;
    private final OptimizedModel model;
    private final References references;
    private Optional<HeldOutFigures> start = Optional.empty();
    private Optional<HeldOutFigures> last = Optional.empty();

    /// @param pairs that are held out; none: nothing is measured
    /// @param settings of the training
    /// @param model under training; stays the caller's
    HeldOutCheck(List<TrainingPair> pairs, TrainingSettings settings, OptimizedModel model) {
        this.pairs = pairs;
        this.settings = settings;
        this.model = model;
        this.references = new References(pairs, settings.loss());
    }

    /// Measures the start model, with its weights in place.
    ///
    /// @param memory known log-probabilities of the start model; receives the new ones
    /// @param digest of the start model and its precision
    void begin(ReferenceMemory memory, String digest) {
        if (!pairs.isEmpty()) {
            references.measure(model::logProbabilities, memory, digest);
            start = Optional.of(figures(0));
        }
    }

    /// Reports the figures of the start model.
    void reportStart(TrainingListener listener) {
        start.ifPresent(figures -> listener.heldOut(figures, figures));
    }

    /// Measures the model and reports the figures, if they are due.
    ///
    /// @param step steps made
    /// @param total steps of the training
    void look(int step, int total, TrainingListener listener) {
        if (start.isPresent() && step > 0 && SCHEDULE.isDue(step, total)) {
            HeldOutFigures now = figures(step);
            last = Optional.of(now);
            listener.heldOut(now, start.get());
        }
    }

    /// {@return the change since the start by the last measurement of this session; empty if there was none}
    Optional<HeldOutChange> change() {
        return start.flatMap(before -> last.map(now -> new HeldOutChange(before, now)));
    }

    private HeldOutFigures figures(int step) {
        var objective = new PairObjective(settings.loss(), settings.softLabels());
        var totals = new BatchTotals(
                pairs.size(),
                pairs.stream().mapToLong(TrainingPair::chosenTokens).sum());
        List<Integer> all = IntStream.range(0, pairs.size()).boxed().toList();
        Function<Integer, PairObjective.Reference> reference = references.of(all, model::logProbabilities);
        double loss = 0;
        double margin = 0;
        int right = 0;
        for (List<Integer> pack : model.pass()
                .pack(all, i -> pairs.get(i).row().size(), settings.compute().rowTokens())) {
            var row = new PackedRow(pack.stream().map(i -> pairs.get(i).row()).toList());
            List<PairObjective.Evaluation> evaluations = pack.stream()
                    .map(i -> objective.of(pairs.get(i), reference.apply(i), totals))
                    .toList();
            model.pass().evaluate(row, evaluations);
            for (PairObjective.Evaluation evaluation : evaluations) {
                PairObjective.Outcome outcome = evaluation.outcome();
                loss += outcome.loss();
                margin += outcome.margin();
                right += outcome.margin() > 0 ? 1 : 0;
            }
        }
        return new HeldOutFigures(step, pairs.size(), loss, margin / pairs.size(), right);
    }
}
