package sao.benchmark;

import sao.chat.ChatModel;

/// Asks a model one question and measures the result.
sealed interface QuestionScoring permits ChoiceScoring, GenerationScoring {
    /// {@return the outcome of a question}
    ///
    /// @param prompt the question with its examples
    /// @throws sao.error.ContextOverflowException if the prompt does not fit the model's context
    /// @throws sao.error.SaoException if the model fails
    QuestionOutcome score(PromptBuilder prompt, ChatModel model);
}
