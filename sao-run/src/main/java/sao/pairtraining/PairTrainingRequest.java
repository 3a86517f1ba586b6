package sao.pairtraining;

import java.nio.file.Path;
import java.util.function.Supplier;
import sao.settings.RunSettings;

/// What a user wants trained.
///
/// @param model its name as the user gave it, for the model card
/// @param files folder or GGUF file of the model
/// @param pairs reads the pairs
/// @param out folder of the trained model
/// @param settings of the training
public record PairTrainingRequest(
        String model, Path files, Supplier<GivenPairs> pairs, Path out, RunSettings.TrainingOnly settings) {}
