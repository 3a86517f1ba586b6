package sao.trainer;

import java.nio.file.Path;
import java.util.List;
import sao.export.ModelCard;
import sao.heldout.PairSplit;
import sao.model.ModelSource;
import sao.token.TokenIds;

/// The inputs of a training and the folders of its output.
///
/// @param source the model before its first step; open until the training ends
/// @param pairs preference pairs with the sampled token ids, and those that are held out to measure the training
/// @param probes rendered prompts that the model answers when it is checked for degeneration, preferably
///     not among the prompts of the pairs; empty: prompts of the pairs
/// @param settings of the training
/// @param output folders for checkpoints and the trained model
public record TrainingJob(
        ModelSource source, PairSplit pairs, List<TokenIds> probes, TrainingSettings settings, Output output) {
    public TrainingJob {
        probes = List.copyOf(probes);
    }

    /// The folders of a training.
    ///
    /// @param checkpoints state from which the training is resumed
    /// @param model created at the end, complete and verified; an older one that this program wrote is
    ///     replaced
    /// @param adapter created in addition if an adapter is trained
    /// @param card text of the model's README.md; the trainer adds its own facts
    public record Output(Path checkpoints, Path model, Path adapter, ModelCard card) {}
}
