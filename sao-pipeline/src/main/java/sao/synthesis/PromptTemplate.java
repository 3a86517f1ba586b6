package sao.synthesis;

import sao.domain.Conversation;
import sao.domain.Persona;
import sao.domain.SaoException;

/// How a model is asked for a prompt in a persona's role.
public sealed interface PromptTemplate permits PaperTemplate, FewShotTemplate {
    /// {@return name and version, such as `paper-v1`}
    String name();

    /// {@return the conversation whose answer is the prompt}
    ///
    /// @param persona in whose role the model writes
    /// @param seed of what the template draws
    Conversation render(Persona persona, long seed);

    /// {@return the template of that name in the settings, `paper` or `few-shot`}
    ///
    /// @throws SaoException if there is none
    static PromptTemplate named(String name) {
        return switch (name) {
            case "paper" -> new PaperTemplate();
            case "few-shot" -> FewShotTemplate.load();
            default ->
                throw new SaoException(
                        "prompts.template is '%s', which no prompt template is called.".formatted(name),
                        "Use one of: paper, few-shot.");
        };
    }
}
