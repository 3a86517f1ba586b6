package sao.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.chat.ChatMessage;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.domain.Persona;
import sao.token.Seeds;

/// A few-shot template: three examples as chat turns, then the request. It is intended for models that are too
/// small to follow the template of the paper. If a kind of prompt is requested, the examples have that kind.
///
/// @param examples examples from which three are drawn
/// @param role text of a request with a persona
/// @param withoutRole text of a request without a persona
record FewShotTemplate(List<Example> examples, String role, String withoutRole) implements PromptTemplate {
    private static final String NAME = "few-shot-v2";
    private static final int SHOWN = 3;

    /// A persona and an example of a prompt in its role.
    record Example(PromptKind kind, String persona, String prompt) {}

    FewShotTemplate {
        examples = List.copyOf(examples);
    }

    static FewShotTemplate load() {
        Map<String, String> words = PromptResource.sections(NAME);
        List<Example> examples = PromptResource.table(NAME).stream()
                .map(row -> new Example(
                        PromptKind.valueOf(row.getFirst().toUpperCase(Locale.ROOT)), row.get(1), row.getLast()))
                .toList();
        return new FewShotTemplate(examples, words.getOrDefault("role", ""), words.getOrDefault("nobody", ""));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Conversation render(Persona persona, String demand, PromptKind kind, long seed) {
        boolean roleless = persona.text().isEmpty();
        List<ChatMessage> messages = new ArrayList<>();
        for (Example example : draw(kind, seed)) {
            messages.add(new ChatMessage(Role.USER, ask(roleless ? "" : example.persona(), demand)));
            messages.add(new ChatMessage(Role.ASSISTANT, example.prompt()));
        }
        messages.add(new ChatMessage(Role.USER, ask(persona.text(), demand)));
        return new Conversation(messages);
    }

    @Override
    public List<String> shown() {
        return examples.stream().map(Example::prompt).toList();
    }

    private String ask(String persona, String demand) {
        String words = persona.isEmpty() ? withoutRole : role;
        return words.replace("{demand}", demand.isEmpty() ? "" : " " + demand).replace("{persona}", persona);
    }

    private List<Example> draw(PromptKind kind, long seed) {
        List<Example> left = new ArrayList<>(examples);
        left.removeIf(example -> kind != PromptKind.ANY && example.kind() != kind);
        List<Example> drawn = new ArrayList<>();
        for (int i = 0; i < SHOWN; i++) {
            drawn.add(left.remove((int) Long.remainderUnsigned(Seeds.of(seed, i + 1), left.size())));
        }
        return drawn;
    }
}
