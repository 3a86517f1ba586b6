package sao.settings;

import sao.schema.Setting;

/// All that decides a training outside a run. The keys are those of a run.
///
/// @param seed of the order of the pairs
/// @param train how the model learns from them
/// @param engine how it computes
public record PairTrainingSettings(
        @Setting(standard = "42", about = "decides the order of the pairs")
        long seed,

        TrainSettings train,
        EngineSettings engine) {}
