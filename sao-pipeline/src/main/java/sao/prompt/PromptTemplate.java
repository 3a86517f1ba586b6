package sao.prompt;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import sao.chat.Conversation;
import sao.domain.Persona;
import sao.error.SaoException;

/// How a model is asked for a prompt in a persona's role, or in nobody's.
public sealed interface PromptTemplate permits PaperTemplate, FewShotTemplate {
    /// {@return name and version, such as `paper-v2`}
    String name();

    /// {@return the conversation whose answer is the prompt}
    ///
    /// @param persona in whose role the model writes; without a text, in nobody's
    /// @param demand a sentence that says what the prompt is to be; may be empty
    /// @param kind of prompt, for what the template shows
    /// @param seed of what the template draws
    Conversation render(Persona persona, String demand, PromptKind kind, long seed);

    /// {@return prompts that the template shows, which are not to come back}
    List<String> shown();

    /// {@return the template of that name in the settings, `paper` or `few-shot`}
    ///
    /// @throws SaoException if there is none
    static PromptTemplate named(String name) {
        return switch (name) {
            case "paper" -> PaperTemplate.load();
            case "few-shot" -> FewShotTemplate.load();
            default ->
                throw new SaoException(
                        "prompts.template is '%s', which no prompt template is called.".formatted(name),
                        "Use one of: paper, few-shot.");
        };
    }

    /// {@return the sentence that asks for each kind of prompt in a language; empty where there is nothing
    /// to say}
    static Map<PromptKind, String> demands(Language language) {
        Map<PromptKind, String> demands = new EnumMap<>(PromptKind.class);
        for (List<String> row : PromptResource.table("kinds-v1")) {
            String kind = row.getFirst().toUpperCase(java.util.Locale.ROOT);
            demands.put(PromptKind.valueOf(kind), (row.getLast() + " " + language.demand()).strip());
        }
        return demands;
    }
}
