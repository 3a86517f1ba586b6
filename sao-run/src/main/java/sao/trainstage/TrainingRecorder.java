package sao.trainstage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import sao.health.Health;
import sao.heldout.HeldOutFigures;
import sao.metrics.TensorBoardWriter;
import sao.progress.StageMeter;
import sao.result.RoundResult.NotTrained;
import sao.rows.RoundStage;
import sao.rows.RoundWriter;
import sao.rows.TrainStep;
import sao.settings.TrainSettings;
import sao.stage.RoundContext;
import sao.trainer.TrainedModel;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingStep;
import sao.trainer.Verification;

/// Writes a training of a run to its ledger, its curves and its progress lines. Called by the trainer's thread.
final class TrainingRecorder implements TrainingListener, AutoCloseable {
    private static final String TRAINED = "trained"; // read by the summary of a run
    private static final String HELD_OUT = "held_out"; // pairs that measure the training

    private final RoundContext context;
    private final RoundWriter records;
    private final TensorBoardWriter curves;
    private final AtomicLong done;
    private final AtomicLong total;
    private final AtomicLong exported = new AtomicLong();
    private volatile Optional<TrainingStep> last = Optional.empty();
    private Optional<StageMeter> meter = Optional.empty();

    /// @param curves closed with this
    /// @param done pairs trained so far, over all epochs
    /// @param total pairs in all
    TrainingRecorder(
            RoundContext context, RoundWriter records, TensorBoardWriter curves, AtomicLong done, AtomicLong total) {
        this.context = context;
        this.records = records;
        this.curves = curves;
        this.done = done;
        this.total = total;
    }

    /// Begins the training's line on the screen.
    void begin() {
        meter = Optional.of(context.begin(RoundStage.TRAIN, "pairs", done::get, total::get)
                .withDetail(() -> last.map(TrainingRecorder::words).orElse("")));
    }

    /// The model folder is complete.
    void finished(TrainedModel trained) {
        exported.set(1);
        TrainedModel.Course course = trained.course();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("round", context.round());
        event.put("steps", course.steps());
        event.put("rollbacks", course.rollbacks());
        event.put("learning_rate", course.learningRate());
        event.put("words", TrainingSetup.rateSentence(course));
        course.heldOut().ifPresent(change -> event.put("held_out", change.words()));
        trained.movement().ifPresent(movement -> {
            context.progress().say(movement.words());
            event.put("movement", movement.words());
        });
        context.ledger().event(TRAINED, event);
    }

    private static String words(TrainingStep step) {
        return String.format(
                Locale.ROOT,
                "step %d of %d, loss %.4f, margin %.3f",
                step.step(),
                step.steps(),
                step.loss(),
                step.margin());
    }

    @Override
    public void started(Plan plan) {
        TrainSettings train = context.settings().train();
        total.set((long) plan.pairs().trained() * train.epochs());
        done.set(Math.min((long) (plan.firstStep() - 1) * train.batch(), total.get()));
        if (!plan.memory().isEmpty()) {
            context.progress().say(plan.memory());
        }
        TrainingSetup.leftOut(plan.pairs()).forEach(context.progress()::say);
        parity(plan.parity());
        records.result(notTrained(plan.pairs()));
        context.ledger()
                .event(
                        TrainStep.BEGUN,
                        Map.of("round", context.round(), "steps", plan.steps(), "first_step", plan.firstStep()));
    }

    /// {@return the pairs that a training leaves out}
    static NotTrained notTrained(TrainedModel.Pairs pairs) {
        Map<String, Long> leftOut = new TreeMap<>();
        pairs.leftOut().forEach((reason, count) -> leftOut.put(reason.label(), count.longValue()));
        if (pairs.heldOut() > 0) {
            leftOut.put(HELD_OUT, (long) pairs.heldOut());
        }
        long all = pairs.trained()
                + leftOut.values().stream().mapToLong(Long::longValue).sum();
        return new NotTrained(leftOut, all);
    }

    private void parity(Verification parity) {
        String sentence = TrainingSetup.paritySentence(parity);
        context.progress().say(sentence);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("round", context.round());
        if (parity instanceof Verification.Verified(int pairs, double mean, double _)) {
            event.put("pairs", pairs);
            event.put("mean_difference", mean);
        } else {
            event.put("pairs", 0);
        }
        event.put("words", sentence);
        context.ledger().event("parity", event);
    }

    @Override
    public void warned(String message) {
        context.progress().say("Note: " + message);
        context.ledger().event("warning", Map.of("stage", "train", "message", message));
    }

    @Override
    public void pairDone(int step, int pairs, int of) {
        done.incrementAndGet();
    }

    @Override
    public void stepDone(TrainingStep step) {
        last = Optional.of(step);
        records.trainStep(new TrainStep(
                step.step(),
                step.loss(),
                step.margin(),
                step.accuracy(),
                step.learningRate(),
                step.gradientNorm(),
                step.tokens(),
                step.seconds()));
        draw("loss", step, step.loss());
        draw("margin", step, step.margin());
        draw("accuracy", step, step.accuracy());
        draw("chosen_logprob", step, step.chosenLogProbability());
        draw("rejected_logprob", step, step.rejectedLogProbability());
        draw("learning_rate", step, step.learningRate());
        draw("gradient_norm", step, step.gradientNorm());
        if (!Double.isNaN(step.changedWeights())) {
            draw("changed_weights", step, step.changedWeights());
        }
    }

    private void draw(String name, TrainingStep step, double value) {
        curves.scalar("train/" + name, step.step(), value, Instant.now());
    }

    @Override
    public void checked(int step, Health health, Health start) {
        context.progress().say("Health after step %d: %s.".formatted(step, health.since(start)));
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("round", context.round());
        event.put("step", step);
        event.put("repetition", health.repetition());
        event.put("ended", health.ended());
        event.put("length", health.length());
        event.put("chosen_logprob", health.chosenLogProbability());
        event.put("words", health.since(start));
        context.ledger().event("health", event);
        curves.scalar("health/repetition", step, health.repetition(), Instant.now());
        curves.scalar("health/chosen_logprob", step, health.chosenLogProbability(), Instant.now());
    }

    @Override
    public void heldOut(HeldOutFigures now, HeldOutFigures start) {
        String sentence = TrainingSetup.sentence(now, start);
        context.progress().say(sentence);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("round", context.round());
        event.put("step", now.step());
        event.put("pairs", now.pairs());
        event.put("loss", now.loss());
        event.put("margin", now.margin());
        event.put("right", now.right());
        event.put("words", sentence);
        context.ledger().event(TrainStep.HELD_OUT, event);
        curves.scalar("held_out/loss", now.step(), now.loss(), Instant.now());
        curves.scalar("held_out/margin", now.step(), now.margin(), Instant.now());
        curves.scalar("held_out/accuracy", now.step(), now.accuracy(), Instant.now());
    }

    @Override
    public void rolledBack(Rollback rollback) {
        String sentence = TrainingSetup.sentence(rollback);
        context.progress().say(sentence);
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("round", context.round());
        event.put("step", rollback.step());
        event.put("to", rollback.to());
        event.put("reason", rollback.reason());
        event.put("rate_factor", rollback.rateFactor());
        event.put("words", sentence);
        context.ledger().event(TrainStep.ROLLED_BACK, event);
        done.set(Math.min((long) rollback.to() * context.settings().train().batch(), total.get()));
    }

    @Override
    public void checkpointSaved(int step, Path folder) {
        context.ledger()
                .event(
                        "checkpoint",
                        Map.of("step", step, "folder", context.folder().relative(folder)));
    }

    @Override
    public void memoryUsed(MemoryUse use) {
        if (use.peakBytes() == 0) {
            return; // this system does not report it
        }
        context.progress().say(use.sentence());
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("round", context.round());
        event.put("planned_bytes", use.plannedBytes());
        event.put("peak_bytes", use.peakBytes());
        event.put("words", use.sentence());
        context.ledger().event("training_memory", event);
    }

    @Override
    public void exporting(Path folder) {
        done.set(total.get());
        meter.ifPresent(StageMeter::close);
        meter = Optional.of(context.begin(RoundStage.EXPORT, "model", exported::get, () -> 1));
    }

    @Override
    public boolean stopRequested() {
        return context.stop().isRequested();
    }

    @Override
    public void close() {
        meter.ifPresent(StageMeter::close);
        curves.close();
    }
}
