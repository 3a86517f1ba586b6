package sao.stage;

import sao.adapter.LoraSettings;
import sao.batch.DataSettings;
import sao.gradient.Recompute;
import sao.health.GuardRules;
import sao.health.HealthLimits;
import sao.loss.AlphaPoLoss;
import sao.loss.CpoLoss;
import sao.loss.DpoLoss;
import sao.loss.HingeLoss;
import sao.loss.IpoLoss;
import sao.loss.KtoLoss;
import sao.loss.OrpoLoss;
import sao.loss.PreferenceLoss;
import sao.loss.RobustDpoLoss;
import sao.loss.SimpoLoss;
import sao.loss.SppoLoss;
import sao.loss.WpoLoss;
import sao.optimizer.OptimizerSettings;
import sao.optimizer.OptimizerState;
import sao.optimizer.Schedule;
import sao.settings.AdapterSettings;
import sao.settings.EngineSettings;
import sao.settings.GuardSettings;
import sao.settings.TrainSettings;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.torch.ComputeDevice;
import sao.trainer.ComputeSettings;
import sao.trainer.TrainingSettings;

/// What the trainer is told, by the words of the settings.
public final class TrainerSettings {
    private TrainerSettings() {}

    /// {@return what the trainer is told}
    ///
    /// @param train how the model learns
    /// @param engine how it computes
    /// @param seed of the run
    /// @param answers temperature and nucleus of the guard's answers
    public static TrainingSettings of(TrainSettings train, EngineSettings engine, long seed, SamplingSettings answers) {
        TrainingSettings whole = new TrainingSettings(
                        loss(train), train.softLabels(), optimizer(train), data(train, seed), compute(train, engine))
                .with(guard(train.guard(), answers));
        AdapterSettings lora = train.lora();
        return lora.isGiven() ? whole.with(new LoraSettings(lora.rank(), lora.alpha(), lora.targets())) : whole;
    }

    private static OptimizerSettings optimizer(TrainSettings train) {
        return new OptimizerSettings(
                train.learningRate(),
                Schedule.of(train.schedule().label()),
                train.warmup(),
                train.clip() == 0 ? Double.POSITIVE_INFINITY : train.clip(),
                switch (train.optimizerState()) {
                    case FP32 -> OptimizerState.FLOAT32;
                    case INT8 -> OptimizerState.BYTES;
                });
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
                .with(Recompute.valueOf(train.recompute().name()));
    }

    private static GuardRules guard(GuardSettings guard, SamplingSettings answers) {
        return new GuardRules(
                guard.every(),
                guard.probes(),
                SamplingSettings.of(answers.temperature(), answers.topP(), guard.tokens()),
                new HealthLimits(guard.maxRepetitionRise(), guard.maxLogprobFall()),
                guard.rollbacks(),
                guard.action() == GuardSettings.Action.ROLLBACK);
    }

    private static PreferenceLoss loss(TrainSettings train) {
        PreferenceLoss plain = unweighted(train);
        return switch (train.weighting()) {
            case NONE -> plain;
            case WPO -> new WpoLoss(plain);
        };
    }

    private static PreferenceLoss unweighted(TrainSettings train) {
        double beta = train.beta();
        double smoothing = train.labelSmoothing();
        return switch (train.loss()) {
            case SIMPO, CPO_SIMPO -> new SimpoLoss(beta, train.gamma(), smoothing, false, train.nllWeight());
            case SIMPO_HINGE -> new SimpoLoss(beta, train.gamma(), smoothing, true, train.nllWeight());
            case DPO -> new DpoLoss(beta, smoothing, false);
            case DPO_NORM -> new DpoLoss(beta, smoothing, true);
            case DPO_ROBUST -> new RobustDpoLoss(beta, smoothing);
            case DPO_HINGE -> new HingeLoss(beta, true);
            case IPO -> new IpoLoss(beta, true);
            case IPO_SUM -> new IpoLoss(beta, false);
            case SLIC -> new HingeLoss(beta, false);
            case CPO -> new CpoLoss(beta, smoothing, train.nllWeight());
            case ORPO -> new OrpoLoss(beta);
            case KTO -> new KtoLoss(beta, train.desirableWeight(), train.undesirableWeight());
            case SPPO -> new SppoLoss(beta);
            case ALPHAPO -> new AlphaPoLoss(beta, train.gamma(), train.alpha());
        };
    }
}
