package sao.prompt;

import java.util.List;
import java.util.Map;
import sao.chat.Conversation;
import sao.domain.Persona;

/// The zero-shot template of the method: the request of figure 1 of arXiv 2510.06652, with different wording.
///
/// @param role text of a request with a persona
/// @param withoutRole text of a request without a persona
record PaperTemplate(String role, String withoutRole) implements PromptTemplate {
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
        String words = persona.text().isEmpty() ? withoutRole : role;
        String asked = demand.isEmpty() ? "" : " " + demand;
        return Conversation.ask(words.replace("{demand}", asked).replace("{persona}", persona.text()));
    }

    @Override
    public List<String> shown() {
        return List.of();
    }
}
