package sao.prompt;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import sao.chat.Conversation;
import sao.domain.Persona;
import sao.error.SaoException;

/// A template of the request for a prompt, with or without a persona.
public sealed interface PromptTemplate permits PaperTemplate, FewShotTemplate {
    /// {@return the name and version, such as `paper-v2`}
    String name();

    /// {@return the conversation that requests a prompt}
    ///
    /// @param persona persona in whose role the model writes; a persona with an empty text for no role
    /// @param demand sentence that states the requested kind and language of prompt; may be empty
    /// @param kind requested kind of prompt, which selects the examples
    /// @param seed seed of the selection of examples
    Conversation render(Persona persona, String demand, PromptKind kind, long seed);

    /// {@return the prompts of the examples, which must not be repeated by the model}
    List<String> shown();

    /// {@return the template with this name in the settings, `paper` or `few-shot`}
    ///
    /// @throws SaoException if there is no template with this name
    static PromptTemplate named(String name) {
        return switch (name) {
            case "paper" -> PaperTemplate.load();
            case "few-shot" -> FewShotTemplate.load();
            default ->
                throw new SaoException(
                        "prompts.template is '%s', but there is no such prompt template.".formatted(name),
                        "Use one of: paper, few-shot.");
        };
    }

    /// {@return the sentence that requests each kind of prompt in a language; empty if the kind and the language
    /// need no request}
    static Map<PromptKind, String> demands(Language language) {
        Map<PromptKind, String> demands = new EnumMap<>(PromptKind.class);
        for (List<String> row : PromptResource.table("kinds-v1")) {
            String kind = row.getFirst().toUpperCase(java.util.Locale.ROOT);
            demands.put(PromptKind.valueOf(kind), (row.getLast() + " " + language.demand()).strip());
        }
        return demands;
    }
}
