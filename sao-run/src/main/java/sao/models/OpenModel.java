package sao.models;

import sao.chat.ChatModel;

/// An open model, and whether its user closes it.
///
/// @param model that is open
/// @param owned whether [#close] closes the model; false where the model belongs to another owner
public record OpenModel(ChatModel model, boolean owned) implements AutoCloseable {
    @Override
    public void close() {
        if (owned) {
            model.close();
        }
    }
}
