package sao.trainer;

import java.nio.file.Path;
import java.util.List;
import sao.domain.PreferencePair;
import sao.export.ModelCard;
import sao.model.ModelSource;
import sao.token.TokenIds;

/// What a trainer is asked to do.
///
/// @param source the model before its first step, open as long as the training runs
/// @param pairs with the token ids as sampled
/// @param probes rendered prompts that the model answers when it is checked for degeneration, best not
///     prompts of the pairs; empty: prompts of the pairs
/// @param settings of the training
/// @param output where state and model are written
public record TrainingJob(
        ModelSource source,
        List<PreferencePair> pairs,
        List<TokenIds> probes,
        TrainingSettings settings,
        Output output) {
    public TrainingJob {
        pairs = List.copyOf(pairs);
        probes = List.copyOf(probes);
    }

    /// The folders of a training.
    ///
    /// @param checkpoints state from which the training is resumed
    /// @param model appears at the end, complete and verified; one that this program wrote before is replaced
    /// @param adapter appears beside it where an adapter is trained
    /// @param card text of the model's README.md; the trainer adds its own facts
    public record Output(Path checkpoints, Path model, Path adapter, ModelCard card) {}
}
