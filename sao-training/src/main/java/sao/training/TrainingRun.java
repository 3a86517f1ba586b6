package sao.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.architecture.CausalLanguageModel;
import sao.architecture.ModelConfig;
import sao.domain.LogProbabilities;
import sao.domain.SaoException;
import sao.loss.BatchTotals;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;
import sao.weights.WeightSource;

/// One training from its first step, or from a checkpoint, to its end. All on the thread that owns the
/// weights.
final class TrainingRun implements AutoCloseable {
    private final TrainingSettings settings;
    private final PairIntake intake;
    private final TrainingListener listener;
    private final Checkpoints checkpoints;
    private final TrainingOrder order;
    private final TrainableWeights weights;
    private final RowPass pass;
    private final AdamW optimizer;
    private final PairObjective objective;
    private final Map<Integer, PairObjective.Reference> references = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private Optional<Path> lastCheckpoint = Optional.empty();

    /// What a training reads.
    ///
    /// @param start the model before its first step
    /// @param intake the pairs
    /// @param settings of the training
    record Inputs(Start start, PairIntake intake, TrainingSettings settings) {}

    /// A model before its first step.
    ///
    /// @param config its shape
    /// @param weights its parameters; may be closed when the run has been made
    /// @param paddingToken the token that pads, if it has one
    record Start(ModelConfig config, WeightSource weights, Optional<Integer> paddingToken) {}

    /// @param folder of the checkpoints
    /// @param listener hears of everything
    TrainingRun(Inputs inputs, Path folder, TrainingListener listener) {
        this.settings = inputs.settings();
        this.intake = inputs.intake();
        this.listener = listener;
        this.order = new TrainingOrder(
                intake.kept().stream().map(pair -> pair.pair().id()).toList(), settings.data());
        this.checkpoints = new Checkpoints(folder, WorkDigest.of(inputs));
        this.objective = new PairObjective(settings.loss(), settings.softLabels());
        Start start = inputs.start();
        this.weights = TrainableWeights.read(
                start.config(), start.weights(), settings.compute().precision());
        int longest = intake.kept().stream()
                .mapToInt(pair -> pair.row().longestSequence())
                .max()
                .orElseThrow();
        this.pass = new RowPass(
                weights,
                CausalLanguageModel.of(start.config(), weights.leaves()),
                longest,
                settings.compute(),
                start.paddingToken());
        this.optimizer = new AdamW(weights.masters());
    }

    /// Trains to the end, or until the listener asks to stop.
    TrainingResult train() {
        settings.warnings().forEach(this::warn);
        checkSteps();
        // with the start's weights, so before a checkpoint takes their place
        Parity parity = ParityCheck.standard().check(intake.kept(), this::logProbabilities);
        measureReferences();
        Optional<Checkpoints.Position> restored = checkpoints.restore(weights, optimizer, this::warn);
        lastCheckpoint = restored.map(Checkpoints.Position::path);
        int done = restored.map(Checkpoints.Position::step).orElse(0);
        listener.started(plan(done, parity));
        if (restored.isPresent() && restored.get().finished()) {
            return result(done, true);
        }
        return steps(done);
    }

    private void checkSteps() {
        OptimizerSettings how = settings.optimizer();
        int total = order.steps();
        double rates = 0;
        for (int step = 0; step < total; step++) {
            rates += how.rate(step, total);
        }
        if (rates == 0) {
            throw new SaoException(
                    "All %d steps are warm-up from a learning rate of 0: nothing would be trained.".formatted(total),
                    "Lower train.batch, so that there are more steps, or set train.warmup to 0.");
        }
    }

    private void measureReferences() {
        if (settings.loss().needsDivergence()) {
            throw new SaoException(
                    "The loss %s needs the divergence of unrelated answers, which a training on pairs does not measure."
                            .formatted(settings.loss()),
                    "Choose another loss, such as simpo, dpo or orpo.");
        }
        if (settings.loss().needsReference()) {
            for (int i = 0; i < intake.kept().size(); i++) {
                TrainingPair pair = intake.kept().get(i);
                references.put(i, PairObjective.reference(pair, logProbabilities(pair.row())));
            }
        }
    }

    private LogProbabilities logProbabilities(AnswerRow row) {
        try (var _ = TensorScope.open()) {
            return LogProbabilities.of(Tensors.toFloats(pass.logProbabilities(row)));
        }
    }

    private TrainingPlan plan(int done, Parity parity) {
        long tokens =
                intake.kept().stream().mapToLong(pair -> pair.row().size()).sum();
        return new TrainingPlan(intake.kept().size(), intake.dropped(), order.steps(), done + 1, tokens, parity);
    }

    private TrainingResult steps(int done) {
        for (int step = done; step < order.steps(); step++) {
            Optional<TrainingStep> made = step(step);
            if (made.isEmpty()) {
                if (step > done || lastCheckpoint.isEmpty()) {
                    save(step, false);
                }
                return result(step, false);
            }
            listener.stepDone(made.get());
            int every = settings.compute().checkpointEvery();
            if (every > 0 && (step + 1) % every == 0 && step + 1 < order.steps()) {
                save(step + 1, false);
            }
        }
        save(order.steps(), true);
        return result(order.steps(), true);
    }

    /// {@return what the step gave; empty if the listener asked to stop before it was made}
    private Optional<TrainingStep> step(int step) {
        long start = System.nanoTime();
        List<Integer> batch = order.batch(step);
        BatchTotals totals = new BatchTotals(
                batch.size(),
                batch.stream()
                        .mapToLong(i -> intake.kept().get(i).chosenTokens())
                        .sum());
        BatchFigures figures = new BatchFigures();
        weights.clearGradients();
        for (int index : batch) {
            if (listener.stopRequested()) {
                return Optional.empty();
            }
            TrainingPair pair = intake.kept().get(index);
            figures.add(pair, addGradient(step, pair, index, totals));
            listener.pairDone(step + 1, figures.pairs(), batch.size());
        }
        double rate = settings.optimizer().rate(step, order.steps());
        double norm = applyGradients(step, rate);
        double epoch = (double) (step + 1) * settings.data().epochs() / order.steps();
        return Optional.of(figures.step(
                new BatchFigures.Place(step + 1, order.steps(), epoch), rate, norm, System.nanoTime() - start));
    }

    private PairObjective.Outcome addGradient(int step, TrainingPair pair, int index, BatchTotals totals) {
        PairObjective.Evaluation evaluation =
                objective.of(pair, references.getOrDefault(index, PairObjective.Reference.NONE), totals);
        pass.addGradient(pair.row(), evaluation);
        if (!Double.isFinite(evaluation.outcome().loss())) {
            throw broken("The loss of pair %s in step %d is %s."
                    .formatted(pair.pair().id(), step + 1, evaluation.outcome().loss()));
        }
        return evaluation.outcome();
    }

    private double applyGradients(int step, double rate) {
        try (var _ = TensorScope.open()) {
            var gradients = weights.gradients();
            double norm = GradientNorm.of(gradients);
            if (!Double.isFinite(norm)) {
                throw broken("The gradient of step %d has the norm %s; its pairs are %s."
                        .formatted(step + 1, norm, ids(order.batch(step))));
            }
            GradientNorm.clip(gradients, norm, settings.optimizer().clip());
            optimizer.step(gradients, rate);
            weights.refresh();
            return norm;
        }
    }

    private List<String> ids(List<Integer> batch) {
        return batch.stream().map(i -> intake.kept().get(i).pair().id()).toList();
    }

    private SaoException broken(String problem) {
        return new SaoException(
                problem
                        + lastCheckpoint
                                .map(path -> " The last good checkpoint is %s.".formatted(path))
                                .orElse(" No checkpoint was written before it."),
                "Lower train.learning_rate, or leave this pair out, and run the same command again.");
    }

    private void save(int step, boolean finished) {
        Path path = checkpoints.save(step, finished, weights, optimizer);
        lastCheckpoint = Optional.of(path);
        listener.checkpointSaved(step, path);
    }

    private void warn(String message) {
        warnings.add(message);
        listener.warned(message);
    }

    private TrainingResult result(int steps, boolean finished) {
        return new TrainingResult(finished, steps, intake.kept().size(), intake.dropped(), lastCheckpoint, warnings);
    }

    @Override
    public void close() {
        optimizer.close();
        pass.close();
        weights.close();
    }
}
