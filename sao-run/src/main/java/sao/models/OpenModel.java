package sao.models;

import sao.chat.ChatModel;

/// An open model that may be borrowed.
///
/// @param model the open model
/// @param owned whether [#close] closes the model; false if another owner closes it
public record OpenModel(ChatModel model, boolean owned) implements AutoCloseable {
    @Override
    public void close() {
        if (owned) {
            model.close();
        }
    }
}
