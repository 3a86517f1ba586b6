package sao.prompt;

/// What a model's answer is worth as a prompt.
public sealed interface PromptReading {
    /// A prompt was found.
    ///
    /// @param text the prompt alone, without marker, quotes and markup around it
    record Usable(String text) implements PromptReading {}

    /// There is no usable prompt.
    ///
    /// @param reason a short stable name, such as `truncated_prompt`
    /// @param evidence what the model wrote, shortened
    record Unusable(String reason, String evidence) implements PromptReading {}
}
