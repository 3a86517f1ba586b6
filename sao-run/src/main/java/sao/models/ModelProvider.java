package sao.models;

import java.util.Optional;
import sao.chat.ChatModel;

/// The models of one round by the part they take. The loop and its stages know models only through this interface:
/// whether a model is computed by the embedded engine or by a server is the provider's matter.
///
/// @implSpec Every method that returns a model opens it; the caller closes it. At most two models are open at a time
///     in a run that judges itself, and one more for each other model that the settings name.
public interface ModelProvider {
    /// {@return the model that the round begins with: it writes prompts and answers them}
    ///
    /// @throws sao.error.SaoException if it cannot be opened
    ChatModel start();

    /// {@return the model that judges: the start model itself, or another one that the settings name}
    ///
    /// @param start the open start model; it stays the caller's
    /// @throws sao.error.SaoException if it cannot be opened
    OpenModel judge(ChatModel start);

    /// {@return the start model of the round before; empty in the first round}
    ///
    /// @throws sao.error.SaoException if it cannot be opened
    Optional<ChatModel> before();

    /// {@return the model that the run began with, which the user gave}
    ///
    /// @throws sao.error.SaoException if it cannot be opened
    ChatModel first();

    /// {@return the model that this round's training made, as it was exported}
    ///
    /// @throws sao.error.SaoException if it cannot be opened
    ChatModel trained();

    /// {@return whether the start model is its own judge}
    boolean judgesItself();

    /// {@return the files that the trainer begins with}
    ModelFiles files();

    /// {@return the models of another round}
    ///
    /// @param round from 1
    ModelProvider inRound(int round);
}
