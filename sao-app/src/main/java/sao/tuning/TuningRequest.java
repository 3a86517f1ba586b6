package sao.tuning;

import java.nio.file.Path;
import sao.settings.TuningSettings;

/// What a user wants trained.
///
/// @param model its name as the user gave it, for the model card
/// @param files folder or GGUF file of the model
/// @param pairs file of preference pairs
/// @param out folder of the trained model
/// @param settings of the training
public record TuningRequest(String model, Path files, Path pairs, Path out, TuningSettings settings) {}
