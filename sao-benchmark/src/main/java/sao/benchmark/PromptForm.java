package sao.benchmark;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// The form in which a prompt is given to a model.
public enum PromptForm {
    /// Raw text: the examples and the prompt, separated by blank lines. The model continues it.
    NONE,
    /// A conversation in the model's own chat template: the examples are earlier turns, the prompt is the last one,
    /// and a description is the system message (lm-eval's `--apply_chat_template --fewshot_as_multiturn`).
    CHAT;

    /// {@return the name in options and results}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return the form of a name}
    ///
    /// @throws SaoException if there is none
    public static PromptForm of(String label) {
        return Arrays.stream(values())
                .filter(form -> form.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new SaoException(
                        "'%s' is not a form of the prompt.".formatted(label),
                        "Choose one of: %s."
                                .formatted(Arrays.stream(values())
                                        .map(PromptForm::label)
                                        .collect(Collectors.joining(", ")))));
    }
}
