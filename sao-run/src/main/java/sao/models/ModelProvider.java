package sao.models;

import java.util.Optional;
import sao.chat.ChatModel;

/// Opens the models of one round by their role. Stages use models only through this interface; the provider decides
/// whether the embedded engine or a server computes a model.
///
/// @implSpec Every method that returns a model opens it, and the caller closes it. At most two models are open at a
/// time
///     in a run that judges itself, one more if the run's start model writes the rejected responses or judges in a
///     later round, and one more for each other model that the settings name.
public interface ModelProvider {
    /// {@return the round's start model, which writes prompts and responses}
    ///
    /// @throws sao.error.SaoException if it cannot be opened
    ChatModel start();

    /// {@return the judge's model: the start model, or another model that the settings name}
    ///
    /// @param start the open start model; still owned by the caller
    /// @throws sao.error.SaoException if it cannot be opened
    OpenModel judge(ChatModel start);

    /// {@return the start model of the previous round; empty in the first round}
    ///
    /// @throws sao.error.SaoException if it cannot be opened
    Optional<ChatModel> before();

    /// {@return the run's start model, which is the start model of round 1}
    ///
    /// @throws sao.error.SaoException if it cannot be opened
    ChatModel first();

    /// {@return the exported model of this round's training}
    ///
    /// @throws sao.error.SaoException if it cannot be opened
    ChatModel trained();

    /// {@return whether the start model is its own judge}
    boolean judgesItself();

    /// {@return the files of this round's models, for the trainer}
    ModelFiles files();

    /// {@return the models of another round}
    ///
    /// @param round from 1
    ModelProvider inRound(int round);
}
