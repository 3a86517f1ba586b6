package sao.pairtraining;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import sao.domain.PreferencePair;
import sao.export.HuggingFaceExport;
import sao.export.ModelCard;
import sao.health.Health;
import sao.heldout.HeldOutFigures;
import sao.heldout.PairSplit;
import sao.model.ModelSource;
import sao.model.TurnEncoder;
import sao.settings.RunSettings;
import sao.token.SamplingSettings;
import sao.trainer.TrainedModel;
import sao.trainer.TrainingJob;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;
import sao.trainer.TrainingStep;
import sao.training.EmbeddedTrainer;
import sao.trainstage.TrainingSetup;

/// A training on given pairs outside a run. The same call resumes an interrupted one from its last checkpoint,
/// and of a finished one only reports its model folder.
public final class PairTraining {
    private static final SamplingSettings ANSWERS = SamplingSettings.of(0.6, 0.95, 1024); // the defaults of a run

    private final PairTrainingRequest request;
    private final PairTrainingListener listener;
    private final BooleanSupplier stop;

    /// @param request model, pairs, target and settings
    /// @param listener of the training
    /// @param stop whether it is to stop before its end; asked from the trainer's thread
    public PairTraining(PairTrainingRequest request, PairTrainingListener listener, BooleanSupplier stop) {
        this.request = request;
        this.listener = listener;
        this.stop = stop;
    }

    /// Trains and writes the model folder.
    ///
    /// @throws sao.progress.GuardException if the model failed its checks too often
    /// @throws sao.progress.InterruptedRunException if a stop was requested; the state is saved
    /// @throws sao.error.SaoException if the pairs, the model or a folder cannot be used; the same call resumes the
    ///     training
    public void run() {
        HuggingFaceExport.refuseForeign(request.out());
        GivenPairs given = request.pairs().get();
        if (given.severalTurns() > 0) {
            listener.say(
                    "Not trained: %d rows, their answers differ in several messages.".formatted(given.severalTurns()));
        }
        try (ModelSource source = ModelSource.open(request.files());
                WorkFolder work = WorkFolder.open(request.out());
                StepListener steps = new StepListener(work)) {
            work.writeSettings(request.settings());
            PairSplit pairs = encoded(source, given);
            warnOfTrainedPrompts(pairs);
            var job = new TrainingJob(source, pairs, List.of(), settings(), output(work));
            TrainedModel trained = TrainingSetup.train(TrainingSetup.trainer(Optional.empty()), job, steps);
            trained.adapter().ifPresent(folder -> listener.say("The adapter alone is in %s.".formatted(folder)));
            listener.finished(trained);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// {@return the first pair token by token with what is trained of it, and the lengths of all; nothing is
    /// trained}
    ///
    /// @throws sao.error.SaoException as [#run] does before its first step
    public List<String> showPair() {
        try (ModelSource source = ModelSource.open(request.files())) {
            PairSplit pairs = encoded(source, request.pairs().get());
            return new PairPrintout(EmbeddedTrainer.preview(source, pairs, settings()), source.tokenizer()).lines();
        }
    }

    /// {@return the pairs as tokens; a separate file of held-out pairs replaces the share of the settings}
    private PairSplit encoded(ModelSource source, GivenPairs given) {
        PairEncoder encoder = new PairEncoder(new TurnEncoder(source));
        List<PreferencePair> pairs = encoder.encode(given.rows());
        return given.heldOut()
                .map(rows -> new PairSplit(pairs, encoder.encode(rows)))
                .orElseGet(
                        () -> PairSplit.of(pairs, request.settings().evaluate().pairs()));
    }

    private void warnOfTrainedPrompts(PairSplit pairs) {
        Set<String> trained =
                pairs.trained().stream().map(PreferencePair::promptText).collect(Collectors.toSet());
        long both = pairs.heldOut().stream()
                .filter(pair -> trained.contains(pair.promptText()))
                .count();
        if (both > 0) {
            listener.say("Note: %d of %d held-out pairs have a prompt that is also trained."
                    .formatted(both, pairs.heldOut().size()));
        }
    }

    private TrainingSettings settings() {
        RunSettings.TrainingOnly settings = request.settings();
        return TrainingSetup.settings(settings.train(), settings.engine(), settings.seed(), ANSWERS);
    }

    private TrainingJob.Output output(WorkFolder work) {
        RunSettings.TrainingOnly settings = request.settings();
        String name = Objects.requireNonNull(request.out().getFileName(), "a folder has a name")
                .toString();
        return new TrainingJob.Output(
                work.checkpoints(),
                request.out(),
                request.out().resolveSibling(name + ".adapter"),
                TrainingSetup.card(
                        name,
                        request.model(),
                        ModelCard.Pairs.GIVEN,
                        TrainingSetup.facts(settings.train(), settings.seed())));
    }

    /// Writes the logs of steps and held-out pairs and passes the rest on. Called by the trainer's thread.
    private final class StepListener implements TrainingListener, AutoCloseable {
        private final WorkFolder work;
        private Optional<StepLog> log = Optional.empty();
        private Optional<StepLog> heldOut = Optional.empty();

        StepListener(WorkFolder work) {
            this.work = work;
        }

        @Override
        public void started(Plan plan) {
            log = Optional.of(StepLog.open(work.steps(), plan.firstStep()));
            heldOut = Optional.of(StepLog.open(work.heldOut(), plan.firstStep()));
            listener.started(plan);
        }

        @Override
        public void warned(String message) {
            listener.say("Note: " + message);
        }

        @Override
        public void stepDone(TrainingStep step) {
            log.orElseThrow().add(step.step(), step.json());
            listener.stepDone(step);
        }

        @Override
        public void checked(int step, Health health, Health start) {
            listener.say("Health after step %d: %s.".formatted(step, health.since(start)));
        }

        @Override
        public void heldOut(HeldOutFigures now, HeldOutFigures start) {
            heldOut.orElseThrow().add(now.step(), now.json());
            listener.say(TrainingSetup.sentence(now, start));
        }

        @Override
        public void rolledBack(Rollback rollback) {
            listener.say(TrainingSetup.sentence(rollback));
            log.orElseThrow().backTo(rollback.to());
            heldOut.orElseThrow().backTo(rollback.to());
        }

        @Override
        public void memoryUsed(MemoryUse use) {
            if (use.peakBytes() > 0) {
                listener.say(use.sentence());
            }
        }

        @Override
        public boolean stopRequested() {
            return stop.getAsBoolean();
        }

        @Override
        public void close() throws IOException {
            for (Optional<StepLog> opened : List.of(log, heldOut)) {
                if (opened.isPresent()) {
                    opened.get().close();
                }
            }
        }
    }
}
