package sao.stage;

import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.health.Health;
import sao.metrics.TensorBoardWriter;
import sao.model.ModelSource;
import sao.model.TurnEncoder;
import sao.models.ModelFiles;
import sao.progress.InterruptedRunException;
import sao.progress.StageMeter;
import sao.result.RoundResult.NotTrained;
import sao.rows.RoundStage;
import sao.rows.RoundWriter;
import sao.rows.TrainStep;
import sao.settings.TrainSettings;
import sao.token.TokenIds;
import sao.trainer.MemoryPlan;
import sao.trainer.Rollback;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingPlan;
import sao.trainer.TrainingSettings;
import sao.trainer.TrainingStep;
import sao.training.PreferenceTrainer;
import sao.training.TrainingData;
import sao.training.TrainingPlace;
import sao.training.TrainingResult;

/// From preference pairs to trained weights.
public final class TrainStage {
    private final RoundContext context;
    private final RoundWriter records;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong total = new AtomicLong();
    private volatile Optional<TrainingStep> last = Optional.empty();
    private volatile Optional<MemoryPlan> planned = Optional.empty();

    public TrainStage(RoundContext context, RoundWriter records) {
        this.context = context;
        this.records = records;
    }

    /// Trains, or goes on training, to the end.
    ///
    /// @param files of the models
    /// @param pairs ordered by id
    /// @param heldOut prompts for the guard
    /// @return what came out
    /// @throws GuardException if the guard gave up
    /// @throws InterruptedRunException if the user asked to stop; the state is saved
    public TrainingResult run(ModelFiles files, List<PreferencePair> pairs, List<Prompt> heldOut) {
        TrainSettings train = context.settings().train();
        TrainingSettings told = TrainerSettings.of(
                train,
                context.settings().engine(),
                context.settings().seed(),
                SynthesisStage.sampling(context.settings().responses()));
        total.set((long) pairs.size() * train.epochs());
        StageMeter meter = context.begin(RoundStage.TRAIN, "pairs", done::get, total::get)
                .withDetail(() -> last.map(TrainStage::words).orElse(""));
        try (StageMeter _ = meter;
                TensorBoardWriter curves =
                        TensorBoardWriter.open(context.folder().events(), Instant.now());
                ModelSource source = files.openSource()) {
            TurnEncoder encoder = new TurnEncoder(source);
            List<TokenIds> probes = heldOut.stream()
                    .limit(train.guard().probes())
                    .map(prompt -> encoder.prompt(prompt.conversation()))
                    .toList();
            TrainingResult result = PreferenceTrainer.train(
                    source,
                    new TrainingData(pairs, probes),
                    told,
                    new TrainingPlace(
                            context.folder().checkpoints(context.round()), new LedgerReferences(context.ledger())),
                    new Listener(curves));
            remember(result);
            TrainingEnd.check(result);
            done.set(total.get());
            return result;
        }
    }

    /// Keeps what the training needed beside what was planned.
    private void remember(TrainingResult result) {
        planned.filter(_ -> result.peakMemoryBytes() > 0).ifPresent(plan -> {
            String words = plan.beside(result.peakMemoryBytes());
            context.progress().say(words);
            context.ledger()
                    .event(
                            "training_memory",
                            Map.of(
                                    "round",
                                    context.round(),
                                    "planned_bytes",
                                    plan.total(),
                                    "peak_bytes",
                                    result.peakMemoryBytes(),
                                    "words",
                                    words));
        });
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

    /// {@return the pairs that a training leaves out}
    static NotTrained notTrained(TrainingPlan plan) {
        Map<String, Long> pairs = new TreeMap<>();
        plan.dropped().forEach((reason, count) -> pairs.put(reason.label(), count.longValue()));
        return new NotTrained(
                pairs,
                plan.pairs()
                        + pairs.values().stream().mapToLong(Long::longValue).sum());
    }

    /// Hears how it goes. All from the trainer's thread.
    private final class Listener implements TrainingListener {
        private final TensorBoardWriter curves;

        Listener(TensorBoardWriter curves) {
            this.curves = curves;
        }

        @Override
        public void started(TrainingPlan plan) {
            TrainSettings train = context.settings().train();
            total.set((long) plan.pairs() * train.epochs());
            done.set(Math.min((long) (plan.firstStep() - 1) * train.batch(), total.get()));
            planned = Optional.of(plan.memory());
            context.progress().say(plan.memory().words());
            context.progress().say(plan.parity().sentence());
            context.ledger()
                    .event(
                            "parity",
                            Map.of(
                                    "round",
                                    context.round(),
                                    "pairs",
                                    plan.parity().pairs(),
                                    "mean_difference",
                                    plan.parity().meanDifference(),
                                    "words",
                                    plan.parity().sentence()));
            plan.dropped()
                    .forEach((reason, count) ->
                            context.progress().say("Not trained: %d pairs, %s.".formatted(count, reason.label())));
            records.result(notTrained(plan));
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
        }

        private void draw(String name, TrainingStep step, double value) {
            curves.scalar("train/" + name, step.step(), value, Instant.now());
        }

        @Override
        public void looked(int step, Health health, Health start) {
            context.progress().say("Health after step %d: %s.".formatted(step, health.since(start)));
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("round", context.round());
            said.put("step", step);
            said.put("repetition", health.repetition());
            said.put("ended", health.ended());
            said.put("length", health.length());
            said.put("chosen_logprob", health.chosenLogProbability());
            said.put("words", health.since(start));
            context.ledger().event("health", said);
            curves.scalar("health/repetition", step, health.repetition(), Instant.now());
            curves.scalar("health/chosen_logprob", step, health.chosenLogProbability(), Instant.now());
        }

        @Override
        public void rolledBack(Rollback rollback) {
            context.progress().say(TrainingEnd.words(rollback));
            Map<String, Object> said = new LinkedHashMap<>();
            said.put("round", context.round());
            said.put("step", rollback.step());
            said.put("to", rollback.to());
            said.put("reason", rollback.reason());
            said.put("rate_factor", rollback.rateFactor());
            said.put("words", TrainingEnd.words(rollback));
            context.ledger().event("rolled_back", said);
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
        public boolean stopRequested() {
            return context.stop().isMade();
        }
    }
}
