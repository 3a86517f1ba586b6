package sao.models;

import java.util.Optional;
import sao.chat.ChatModel;
import sao.generation.EngineChatModel;
import sao.settings.EngineSettings;

/// The model that judges: the start model itself, or another one that is open beside it.
///
/// @param model who judges
/// @param opened the same if it must be closed here
public record JudgeModel(ChatModel model, Optional<EngineChatModel> opened) implements AutoCloseable {
    /// {@return the model that judges}
    ///
    /// @param start is open already and stays the caller's
    public static JudgeModel open(RunModels files, ChatModel start, EngineSettings settings) {
        if (files.judgesItself()) {
            return new JudgeModel(start, Optional.empty());
        }
        EngineChatModel other = EmbeddedModel.open(files.judge(), settings);
        return new JudgeModel(other, Optional.of(other));
    }

    @Override
    public void close() {
        opened.ifPresent(EngineChatModel::close);
    }
}
