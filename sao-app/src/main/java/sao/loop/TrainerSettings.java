package sao.loop;

import sao.domain.Seeds;
import sao.loss.PreferenceLoss;
import sao.loss.SimpoLoss;
import sao.settings.EngineSettings;
import sao.settings.TrainSettings;
import sao.training.ComputeSettings;
import sao.training.DataSettings;
import sao.training.OptimizerSettings;
import sao.training.Schedule;
import sao.training.TrainingSettings;

/// What the trainer is told, by the words of the settings.
public final class TrainerSettings {
    private TrainerSettings() {}

    /// {@return what the trainer is told}
    ///
    /// @param train how the model learns
    /// @param engine how it computes
    /// @param seed of the run
    public static TrainingSettings of(TrainSettings train, EngineSettings engine, long seed) {
        return new TrainingSettings(
                loss(train),
                train.softLabels(),
                new OptimizerSettings(
                        train.learningRate(),
                        Schedule.of(train.schedule().label()),
                        train.warmup(),
                        train.clip() == 0 ? Double.POSITIVE_INFINITY : train.clip()),
                new DataSettings(
                        train.batch(),
                        train.epochs(),
                        train.shuffle(),
                        Seeds.of(seed, "training"),
                        train.maxTokens(),
                        train.maxPromptTokens()),
                ComputeSettings.of(train.precision().onThisMachine(), engine.threadCount(), train.checkpointEvery()));
    }

    private static PreferenceLoss loss(TrainSettings train) {
        return switch (train.loss()) {
            case SIMPO -> SimpoLoss.of(train.beta(), train.gamma());
        };
    }
}
