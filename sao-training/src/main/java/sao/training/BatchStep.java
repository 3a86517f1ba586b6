package sao.training;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import sao.architecture.Precision;
import sao.batch.BatchOrder;
import sao.batch.TrainingPair;
import sao.gradient.PackedRow;
import sao.gradient.RowPass;
import sao.gradient.TrainableWeights;
import sao.likelihood.BatchTotals;
import sao.optimizer.AdamW;
import sao.optimizer.GradientNorm;
import sao.torch.TensorScope;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;
import sao.trainer.TrainingStep;

/// One step of the optimizer: forward and backward passes over the pairs of a batch, then the update of the
/// weights.
final class BatchStep {
    private final Model model;
    private final List<TrainingPair> pairs;
    private final BatchOrder order;
    private final TrainingSettings settings;
    private final TrainingListener listener;
    private final PairObjective objective;

    /// The model and its optimizer.
    ///
    /// @param weights of the model
    /// @param pass through it
    /// @param optimizer of the weights
    record Model(TrainableWeights weights, RowPass pass, AdamW optimizer) {}

    /// @param model stays the caller's
    /// @param pairs all that are trained
    /// @param order the pairs of each step
    /// @param settings of the training
    /// @param listener notified of every pair; may request a stop
    BatchStep(
            Model model,
            List<TrainingPair> pairs,
            BatchOrder order,
            TrainingSettings settings,
            TrainingListener listener) {
        this.model = model;
        this.pairs = pairs;
        this.order = order;
        this.settings = settings;
        this.listener = listener;
        this.objective = new PairObjective(settings.loss(), settings.softLabels());
    }

    /// {@return the figures of the step; empty if a stop was requested before it was complete}
    ///
    /// @param step from 0
    /// @param rateFactor factor of the schedule's learning rate
    /// @param reference gives the reference log-probabilities of a pair by its index among all pairs
    Optional<TrainingStep> make(int step, double rateFactor, Function<Integer, PairObjective.Reference> reference) {
        long start = System.nanoTime();
        List<Integer> batch = order.batch(step);
        BatchTotals totals = new BatchTotals(
                batch.size(),
                batch.stream().mapToLong(i -> pairs.get(i).chosenTokens()).sum());
        BatchFigures figures = new BatchFigures();
        List<PairWork> works = batch.stream()
                .map(index -> work(pairs.get(index), reference.apply(index), totals))
                .toList();
        model.weights().clearGradients();
        for (List<PairWork> pack :
                model.pass().pack(works, PairWork::tokens, settings.compute().rowTokens())) {
            if (listener.stopRequested()) {
                return Optional.empty();
            }
            addGradient(step, pack);
            for (PairWork work : pack) {
                figures.add(work.pair(), work.evaluation().outcome());
                listener.pairDone(step + 1, figures.pairs(), batch.size());
            }
        }
        double rate = rateFactor * settings.optimizer().rate(step, order.steps());
        BatchFigures.Update update = applyGradients(step, rate);
        double epoch = (double) (step + 1) * settings.data().epochs() / order.steps();
        return Optional.of(figures.step(
                new BatchFigures.Place(step + 1, order.steps(), epoch), update, System.nanoTime() - start));
    }

    /// A pair and the evaluation of its loss.
    ///
    /// @param evaluation of its loss
    private record PairWork(TrainingPair pair, PairObjective.Evaluation evaluation) {
        int tokens() {
            return pair.row().size();
        }
    }

    private PairWork work(TrainingPair pair, PairObjective.Reference reference, BatchTotals totals) {
        return new PairWork(pair, objective.of(pair, reference, totals));
    }

    private void addGradient(int step, List<PairWork> pack) {
        PackedRow row =
                new PackedRow(pack.stream().map(work -> work.pair().row()).toList());
        model.pass().addGradient(row, pack.stream().map(PairWork::evaluation).toList());
        for (PairWork work : pack) {
            double loss = work.evaluation().outcome().loss();
            if (!Double.isFinite(loss)) {
                throw broken("The loss of pair %s in step %d is %s."
                        .formatted(work.pair().pair().id(), step + 1, loss));
            }
        }
    }

    private BatchFigures.Update applyGradients(int step, double rate) {
        try (var _ = TensorScope.open()) {
            var gradients = model.weights().gradients();
            double norm = GradientNorm.of(gradients);
            if (!Double.isFinite(norm)) {
                throw broken("The gradient of step %d has the norm %s; its pairs are %s."
                        .formatted(step + 1, norm, ids(order.batch(step))));
            }
            GradientNorm.clip(gradients, norm, settings.optimizer().clip());
            model.optimizer().step(gradients, rate);
            double changed =
                    (double) model.weights().refreshCounting() / model.weights().count();
            boolean rounded = settings.compute().precision() == Precision.BFLOAT16;
            return new BatchFigures.Update(rate, norm, rounded ? changed : Double.NaN);
        }
    }

    private List<String> ids(List<Integer> batch) {
        return batch.stream().map(i -> pairs.get(i).pair().id()).toList();
    }

    private static NotFiniteException broken(String problem) {
        return new NotFiniteException(
                problem, "Lower train.learning_rate, or leave this pair out, and run the same command again.");
    }
}
