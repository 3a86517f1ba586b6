package sao.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.batch.BatchOrder;
import sao.batch.PairFilter;
import sao.checkpoint.Checkpoints;
import sao.config.ModelConfig;
import sao.health.Health;
import sao.trainer.TrainedModel;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;
import sao.trainer.TrainingStep;
import sao.trainer.Verification;
import sao.weights.WeightSource;

/// One training from its first step or a checkpoint to its end, on the thread that owns the weights.
final class TrainingRun implements AutoCloseable {
    private final TrainingSettings settings;
    private final PairFilter intake;
    private final TrainingListener listener;
    private final Checkpoints checkpoints;
    private final BatchOrder order;
    private final OptimizedModel model;
    private final References references;
    private final BatchStep batches;
    private final ReferenceMemory memoryOfReferences;
    private Verification parity = new Verification.NotVerified("the training was stopped before");
    private final String startDigest;
    private final List<String> warnings = new ArrayList<>();
    private Optional<Path> lastCheckpoint = Optional.empty();
    private final Guard guard;
    private final HeldOutCheck heldOut;
    private final List<Double> losses = new ArrayList<>(); // of the steps since the last checkpoint
    private int rollbacks;
    private int savedStep = -1;

    /// The inputs of a training.
    ///
    /// @param start the model before its first step
    /// @param intake the pairs
    /// @param settings of the training
    /// @param questions probe prompts of the guard
    record Inputs(Start start, PairFilter intake, TrainingSettings settings, Guard.Questions questions) {}

    /// A model before its first step.
    ///
    /// @param config shape of the model
    /// @param weights parameters of the model; open until the run ends
    /// @param paddingToken padding token of the model, if it has one
    record Start(ModelConfig config, WeightSource weights, Optional<Integer> paddingToken) {}

    /// @param folder of the checkpoints
    /// @param kept log-probabilities of the start model that are already known
    /// @param listener of the training
    TrainingRun(Inputs inputs, Path folder, ReferenceMemory kept, TrainingListener listener) {
        this.memoryOfReferences = kept;
        this.settings = inputs.settings();
        this.intake = inputs.intake();
        this.listener = listener;
        this.order = new BatchOrder(
                intake.kept().stream().map(pair -> pair.pair().id()).toList(), settings.data());
        this.checkpoints = new Checkpoints(
                folder, WorkDigest.of(inputs), settings.compute().keptCheckpoints());
        this.references = new References(intake.kept(), settings.loss());
        this.startDigest = WorkDigest.ofStart(inputs.start(), settings.compute());
        ProcessMemory.forgetPeak();
        this.model = new OptimizedModel(inputs.start(), intake, settings);
        this.heldOut = new HeldOutCheck(intake.heldOut(), settings, model);
        this.guard = new Guard(
                settings.guard(),
                order.steps(),
                inputs.questions(),
                intake.kept(),
                new Guard.Subject(model.model(), model::logProbabilities));
        this.batches = new BatchStep(
                new BatchStep.Model(model.weights(), model.pass(), model.optimizer()),
                intake.kept(),
                order,
                settings,
                listener);
    }

    /// Trains to the end, or until the listener requests a stop.
    TrainingOutcome train() {
        settings.warnings().forEach(this::warn);
        settings.optimizer().checkRates(order.steps());
        SmallestRate.check(model.weights(), settings.optimizer().learningRate());
        // with the start's weights, so before a checkpoint takes their place
        parity = ParityCheck.standard()
                .check(intake.kept(), model::logProbabilities)
                .verification();
        references.measure(model::logProbabilities, memoryOfReferences, startDigest);
        if (listener.stopRequested()) {
            return result(0, false);
        }
        guard.warning().ifPresent(this::warn);
        guard.begin();
        heldOut.begin(memoryOfReferences, startDigest);
        Optional<Checkpoints.Position> restored = checkpoints.restore(model.weights(), model.optimizer(), this::warn);
        lastCheckpoint = restored.map(Checkpoints.Position::path);
        int done = restored.map(position -> position.state().step()).orElse(0);
        rollbacks = restored.map(position -> position.state().rollbacks()).orElse(0);
        savedStep = restored.isPresent() ? done : -1;
        listener.started(plan(done));
        heldOut.reportStart(listener);
        if (restored.isPresent() && restored.get().state().finished()) {
            guard.lookOnce();
            heldOut.look(done, order.steps(), listener);
            return result(done, true);
        }
        if (restored.isPresent() && isCheckDue(restored.get().state())) {
            return steps(afterStep(done, look(done)));
        }
        heldOut.look(done, order.steps(), listener); // a stop may have come between the checkpoint and this
        return steps(done);
    }

    /// {@return whether a training was stopped between a step and the check after it: with a guard that acts, every
    /// other checkpoint at such a step has passed its check}
    private boolean isCheckDue(Checkpoints.State state) {
        return settings.guard().acts() && state.step() > 0 && !state.healthy() && isCheckedAfter(state.step());
    }

    private boolean isCheckedAfter(int step) {
        return settings.guard().schedule().isDue(step, order.steps());
    }

    private TrainingListener.Plan plan(int done) {
        long tokens =
                intake.kept().stream().mapToLong(pair -> pair.row().size()).sum();
        return new TrainingListener.Plan(
                new TrainedModel.Pairs(intake.kept().size(), intake.heldOut().size(), intake.dropped()),
                order.steps(),
                done + 1,
                tokens,
                parity,
                model.memory().words());
    }

    private TrainingOutcome steps(int done) {
        int step = done;
        while (step < order.steps()) {
            if (rollbacks > settings.guard().rollbacks()) {
                return stopped(step);
            }
            Optional<String> complaint;
            try {
                Optional<TrainingStep> made =
                        batches.make(step, rateFactor(), references.of(order.batch(step), model::logProbabilities));
                if (made.isEmpty()) {
                    return stoppedBefore(step);
                }
                step++;
                losses.add(made.get().loss());
                listener.stepDone(made.get());
                if (isCheckedAfter(step) && listener.stopRequested()) {
                    save(unchecked(step));
                    return result(step, false);
                }
                complaint = look(step);
            } catch (NotFiniteException e) {
                if (guard.start().isEmpty() || !settings.guard().acts()) {
                    throw e.with(lastCheckpoint);
                }
                step++;
                complaint = Optional.of(e.problem());
            }
            step = afterStep(step, complaint);
        }
        return result(order.steps(), true);
    }

    /// Rolls back, or measures the held-out pairs and saves.
    ///
    /// @param complaint why the model failed its check; empty if it passed or was not checked
    /// @return the number of steps of the present weights
    private int afterStep(int step, Optional<String> complaint) {
        if (complaint.isPresent() && settings.guard().acts()) {
            return goBack(step, complaint.get());
        }
        heldOut.look(step, order.steps(), listener);
        if (isSavedAfter(step)) {
            save(state(step, complaint.isEmpty() && isCheckedAfter(step)));
        }
        return step;
    }

    private TrainingOutcome stoppedBefore(int step) {
        if (savedStep != step) {
            save(state(step, false));
        }
        return result(step, false);
    }

    private boolean isSavedAfter(int step) {
        int every = settings.compute().checkpointEvery();
        return step == order.steps() || (every > 0 && step % every == 0) || isCheckedAfter(step);
    }

    /// {@return why the model failed its check after this step; empty if it passed or is not checked here}
    private Optional<String> look(int step) {
        if (!isCheckedAfter(step)) {
            return Optional.empty();
        }
        Health now = guard.look(step);
        Optional<String> complaint = guard.complaint(now, rollbacks);
        if (complaint.isEmpty() || !settings.guard().acts()) {
            listener.checked(step, now, guard.start().orElseThrow());
        }
        if (!settings.guard().acts()) {
            complaint.ifPresent(why -> warn("The model failed its check after step %d: %s.".formatted(step, why)));
        }
        return complaint;
    }

    /// Returns to the last checkpoint that passed its check, and halves all later learning rates.
    ///
    /// @return the step of that checkpoint
    private int goBack(int step, String reason) {
        rollbacks++;
        Optional<Checkpoints.Position> healthy = checkpoints.goBack(model.weights(), model.optimizer());
        int to = healthy.map(position -> position.state().step()).orElse(0);
        if (healthy.isEmpty()) {
            model.reset();
        }
        losses.clear();
        save(state(to, true));
        listener.rolledBack(new TrainingListener.Rollback(step, to, reason, rateFactor()));
        return to;
    }

    private double rateFactor() {
        return Math.pow(0.5, rollbacks);
    }

    private TrainingOutcome stopped(int step) {
        String why = "The model failed %d checks, the last at a learning rate of %s; the training stopped at step %d."
                .formatted(rollbacks, settings.optimizer().learningRate() * 2 * rateFactor(), step);
        return result(step, false, Optional.of(why));
    }

    private Checkpoints.State state(int step, boolean healthy) {
        double loss = losses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        return new Checkpoints.State(step, step == order.steps(), rollbacks, healthy, loss);
    }

    /// {@return the state after a step whose check is still to be made: not finished, even after the last step}
    private Checkpoints.State unchecked(int step) {
        Checkpoints.State state = state(step, false);
        return new Checkpoints.State(step, false, rollbacks, false, state.loss());
    }

    private void save(Checkpoints.State state) {
        Path path = checkpoints.save(state, model.weights(), model.optimizer());
        lastCheckpoint = Optional.of(path);
        savedStep = state.step();
        losses.clear();
        listener.checkpointSaved(state.step(), path);
    }

    private void warn(String message) {
        warnings.add(message);
        listener.warned(message);
    }

    private TrainingOutcome result(int steps, boolean finished) {
        return result(steps, finished, Optional.empty());
    }

    private TrainingOutcome result(int steps, boolean finished, Optional<String> degraded) {
        int best = checkpoints.bestStep().orElse(steps);
        double rate = settings.optimizer().learningRate() * rateFactor();
        listener.memoryUsed(model.memory().compared(ProcessMemory.peakBytes()));
        return new TrainingOutcome(
                finished,
                new TrainedModel.Course(steps, best, rollbacks, rate, heldOut.change()),
                lastCheckpoint,
                warnings,
                degraded,
                parity,
                guard.report());
    }

    @Override
    public void close() {
        model.close();
    }
}
