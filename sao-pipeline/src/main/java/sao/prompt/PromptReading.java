package sao.prompt;

/// The result of extracting a prompt from a model's answer.
public sealed interface PromptReading {
    /// The answer contains a usable prompt.
    ///
    /// @param text the prompt without enclosing markers, quotes and markup
    record Usable(String text) implements PromptReading {}

    /// The answer contains no usable prompt.
    ///
    /// @param reason stable name, such as `truncated_prompt`
    /// @param evidence beginning of the model's answer
    record Unusable(String reason, String evidence) implements PromptReading {}
}
