package sao.stage;

import java.util.Optional;
import sao.chat.ChatModel;
import sao.models.ModelFiles;
import sao.models.ModelProvider;
import sao.models.OpenModel;

/// A provider of two stub models: one before and one after the training.
///
/// @param start the start model
/// @param trained the trained model
record StubModels(ChatModel start, ChatModel trained) implements ModelProvider {
    @Override
    public OpenModel judge(ChatModel open) {
        throw new AssertionError("no judge is asked");
    }

    @Override
    public Optional<ChatModel> before() {
        return Optional.empty();
    }

    @Override
    public ChatModel first() {
        return start;
    }

    @Override
    public boolean judgesItself() {
        return true;
    }

    @Override
    public ModelFiles files() {
        throw new AssertionError("nothing is trained");
    }

    @Override
    public ModelProvider inRound(int round) {
        return this;
    }
}
