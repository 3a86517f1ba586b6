package sao.prompt;

import java.util.List;
import java.util.Map;
import sao.chat.Conversation;
import sao.domain.Persona;

/// The zero-shot template of the method, in our own words: what the paper's Figure 1 asks for.
///
/// @param role the words in a persona's role
/// @param nobody the words in nobody's
record PaperTemplate(String role, String nobody) implements PromptTemplate {
    private static final String NAME = "paper-v2";

    static PaperTemplate load() {
        Map<String, String> words = PromptResource.sections(NAME);
        return new PaperTemplate(words.getOrDefault("role", ""), words.getOrDefault("nobody", ""));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Conversation render(Persona persona, String demand, PromptKind kind, long seed) {
        String words = persona.text().isEmpty() ? nobody : role;
        String asked = demand.isEmpty() ? "" : " " + demand;
        return Conversation.ask(words.replace("{demand}", asked).replace("{persona}", persona.text()));
    }

    @Override
    public List<String> shown() {
        return List.of();
    }
}
