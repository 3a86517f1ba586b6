package sao.models;

import java.util.Optional;
import sao.chat.ChatModel;
import sao.generation.EngineChatModel;
import sao.settings.PairSettings.Rejected;
import sao.settings.RunSettings;

/// The model that the run began with, open beside the round's own when its answers are the rejected ones.
///
/// @param opened to be closed here; empty in the first round and where nobody asked for it
public record AnchorModel(Optional<EngineChatModel> opened) implements AutoCloseable {
    /// {@return the anchor of a round}
    public static AnchorModel open(RunModels files, RunSettings settings) {
        boolean wanted =
                settings.pairs().rejected() == Rejected.START && files.before().isPresent();
        return new AnchorModel(
                wanted ? Optional.of(EmbeddedModel.open(files.first(), settings.engine())) : Optional.empty());
    }

    public Optional<ChatModel> model() {
        return opened.map(ChatModel.class::cast);
    }

    @Override
    public void close() {
        opened.ifPresent(EngineChatModel::close);
    }
}
