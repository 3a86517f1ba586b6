package sao.trainstage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import sao.adapter.LoraSettings;
import sao.batch.DataSettings;
import sao.catalog.CatalogEntry;
import sao.catalog.ModelCatalog;
import sao.export.ModelCard;
import sao.health.CheckSchedule;
import sao.health.GuardRules;
import sao.health.HealthLimits;
import sao.health.ProbeSettings;
import sao.heldout.HeldOutFigures;
import sao.loss.LossNumbers;
import sao.loss.PreferenceLoss;
import sao.loss.WpoLoss;
import sao.optimizer.OptimizerSettings;
import sao.progress.GuardException;
import sao.progress.InterruptedRunException;
import sao.settings.EngineSettings;
import sao.settings.TrainSettings;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.torch.ComputeDevice;
import sao.trainer.ComputeSettings;
import sao.trainer.DegradedModelException;
import sao.trainer.TrainedModel;
import sao.trainer.Trainer;
import sao.trainer.TrainingInterruptedException;
import sao.trainer.TrainingJob;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;
import sao.trainer.Verification;
import sao.training.EmbeddedTrainer;
import sao.training.ReferenceMemory;
import sao.trainsettings.AdapterSettings;
import sao.trainsettings.GuardSettings;

/// Makes a trainer, its settings and a model card from the settings of a run or of a training outside one, and
/// trains.
public final class TrainingSetup {
    private static final int FEWEST_TOKENS = 8; // shorter responses show no repetition

    private TrainingSetup() {}

    /// {@return the trainer that the settings name}
    ///
    /// @param references log-probabilities of the start model that are known; empty: the trainer keeps its own
    public static Trainer trainer(Optional<ReferenceMemory> references) {
        return new EmbeddedTrainer(references); // train.trainer has no other choice yet
    }

    /// Trains.
    ///
    /// @return the model folder and the facts about it
    /// @throws GuardException if the model failed its checks too often
    /// @throws InterruptedRunException if the listener requested a stop; the state is saved
    /// @throws sao.error.SaoException as [Trainer#train] does
    public static TrainedModel train(Trainer trainer, TrainingJob job, TrainingListener listener) {
        try {
            return trainer.train(job, listener);
        } catch (DegradedModelException e) {
            throw new GuardException(e.problem(), e.remedy());
        } catch (TrainingInterruptedException _) {
            throw new InterruptedRunException();
        }
    }

    /// {@return the card of a trained model, to which the trainer adds its facts}
    ///
    /// @param name of the model
    /// @param base catalog name or place of the start model
    /// @param pairs origin of the pairs
    /// @param facts in order
    public static ModelCard card(String name, String base, ModelCard.Pairs pairs, SequencedMap<String, String> facts) {
        String licence = ModelCatalog.find(base)
                .map(CatalogEntry::licence)
                .orElse("other")
                .toLowerCase(Locale.ROOT);
        return new ModelCard(name, base, licence, pairs, facts);
    }

    /// {@return the facts of a card that the settings state}
    public static SequencedMap<String, String> facts(TrainSettings train, long seed) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("loss", train.loss().label());
        facts.put("epochs", Integer.toString(train.epochs()));
        facts.put("seed", Long.toString(seed));
        return facts;
    }

    /// {@return a rollback in a sentence}
    public static String sentence(TrainingListener.Rollback rollback) {
        return String.format(
                Locale.ROOT,
                "The model failed its check after step %d: %s. Training continues from step %d with %s of the learning"
                        + " rate.",
                rollback.step(),
                rollback.reason(),
                rollback.to(),
                rollback.rateFactor());
    }

    /// {@return the number of rollbacks of a training and its learning rate after them, in a sentence}
    public static String rateSentence(TrainedModel.Course course) {
        if (course.rollbacks() == 0) {
            return "no rollback; the learning rate was %s.".formatted(course.learningRate());
        }
        return "%d %s; the learning rate was %s at the end (set: %s, halved at each rollback)."
                .formatted(
                        course.rollbacks(),
                        course.rollbacks() == 1 ? "rollback" : "rollbacks",
                        course.learningRate(),
                        course.learningRate() * Math.pow(2, course.rollbacks()));
    }

    /// {@return the result of the parity check in a sentence}
    public static String paritySentence(Verification parity) {
        return switch (parity) {
            case Verification.Verified(int pairs, double mean, double _) ->
                String.format(
                        Locale.ROOT,
                        "Sampler and trainer agree within %.4f nats per token in the mean of %d pairs.",
                        mean,
                        pairs);
            case Verification.NotVerified(String reason) ->
                "The parity check of sampler and trainer did not run: %s.".formatted(reason);
        };
    }

    /// {@return the held-out pairs after a step in a sentence}
    public static String sentence(HeldOutFigures now, HeldOutFigures start) {
        return now.step() == 0
                ? "Held-out pairs at the start: %s.".formatted(now.words())
                : "Held-out pairs after step %d: %s.".formatted(now.step(), now.since(start));
    }

    /// {@return the sentences about pairs that are not trained}
    public static List<String> leftOut(TrainedModel.Pairs pairs) {
        List<String> sentences = new ArrayList<>();
        if (pairs.heldOut() > 0) {
            sentences.add("Held out: %d of %d pairs, not trained, on which the training is measured (evaluate.pairs)."
                    .formatted(pairs.heldOut(), pairs.trained() + pairs.heldOut()));
        }
        pairs.leftOut()
                .forEach((reason, count) ->
                        sentences.add("Not trained: %d pairs, %s.".formatted(count, reason.label())));
        return sentences;
    }

    /// {@return the settings of the trainer}
    ///
    /// @param train how the model learns
    /// @param engine device and threads
    /// @param seed of the run
    /// @param answers temperature, nucleus and maximum number of tokens of the run's answers, for the guard
    public static TrainingSettings settings(
            TrainSettings train, EngineSettings engine, long seed, SamplingSettings answers) {
        TrainingSettings whole = new TrainingSettings(
                        loss(train), train.softLabels(), optimizer(train), data(train, seed), compute(train, engine))
                .with(guard(train.guard(), answers));
        AdapterSettings lora = train.lora();
        return lora.isGiven() ? whole.with(new LoraSettings(lora.rank(), lora.alpha(), lora.targets())) : whole;
    }

    private static OptimizerSettings optimizer(TrainSettings train) {
        return new OptimizerSettings(
                train.learningRate(),
                train.schedule(),
                train.warmup(),
                train.clip() == 0 ? Double.POSITIVE_INFINITY : train.clip(),
                train.optimizerState());
    }

    private static DataSettings data(TrainSettings train, long seed) {
        return new DataSettings(
                train.batch(),
                train.epochs(),
                train.shuffle(),
                Seeds.of(seed, "training"),
                train.maxTokens(),
                train.maxPromptTokens());
    }

    private static ComputeSettings compute(TrainSettings train, EngineSettings engine) {
        ComputeDevice device = engine.computeDevice();
        return ComputeSettings.of(train.precision().on(device), engine.threadCount(), train.checkpointEvery())
                .on(device)
                .keeping(train.keepCheckpoints())
                .packing(train.pack())
                .with(train.recompute());
    }

    private static GuardRules guard(GuardSettings guard, SamplingSettings answers) {
        int tokens = Math.max(FEWEST_TOKENS, Math.min(guard.tokens(), answers.maximumTokens()));
        return new GuardRules(
                new CheckSchedule(guard.every()),
                new ProbeSettings(
                        guard.probes(),
                        guard.draws(),
                        SamplingSettings.of(answers.temperature(), answers.topP(), tokens)),
                new HealthLimits(
                        guard.maxRepetitionRise(),
                        guard.maxEndFall(),
                        guard.maxLengthFall(),
                        guard.maxLogprobFall(),
                        guard.falseAlarm()),
                guard.rollbacks(),
                guard.action() == GuardSettings.Action.ROLLBACK);
    }

    private static PreferenceLoss loss(TrainSettings train) {
        PreferenceLoss plain = train.loss()
                .with(new LossNumbers(
                        train.beta(),
                        train.gamma(),
                        train.labelSmoothing(),
                        train.nllWeight(),
                        train.alpha(),
                        train.desirableWeight(),
                        train.undesirableWeight()));
        return switch (train.weighting()) {
            case NONE -> plain;
            case WPO -> new WpoLoss(plain);
        };
    }
}
