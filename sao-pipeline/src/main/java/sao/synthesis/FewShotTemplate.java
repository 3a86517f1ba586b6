package sao.synthesis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import sao.domain.ChatMessage;
import sao.domain.Conversation;
import sao.domain.Persona;
import sao.domain.Role;
import sao.domain.Seeds;

/// Shows three worked examples as chat turns before it asks: what a model too small to follow the paper's
/// template can imitate.
///
/// @param examples to draw from, our own
record FewShotTemplate(List<Example> examples) implements PromptTemplate {
    private static final int SHOWN = 3;

    /// A person and what that person might ask.
    record Example(String persona, String prompt) {}

    FewShotTemplate {
        examples = List.copyOf(examples);
    }

    static FewShotTemplate load() {
        try (InputStream in = FewShotTemplate.class.getResourceAsStream("few-shot.tsv")) {
            if (in == null) {
                throw new IllegalStateException("few-shot.tsv is missing from the jar");
            }
            return new FewShotTemplate(new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(FewShotTemplate::example)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "few-shot-v1";
    }

    @Override
    public Conversation render(Persona persona, long seed) {
        List<ChatMessage> messages = new ArrayList<>();
        for (Example example : draw(seed)) {
            messages.add(new ChatMessage(Role.USER, ask(example.persona())));
            messages.add(new ChatMessage(Role.ASSISTANT, example.prompt()));
        }
        messages.add(new ChatMessage(Role.USER, ask(persona.text())));
        return new Conversation(messages);
    }

    private static String ask(String persona) {
        return "Write one question or task that this person might give to an assistant.\n\nPerson: " + persona;
    }

    private List<Example> draw(long seed) {
        List<Example> left = new ArrayList<>(examples);
        List<Example> drawn = new ArrayList<>();
        for (int i = 0; i < SHOWN; i++) {
            drawn.add(left.remove((int) Long.remainderUnsigned(Seeds.of(seed, i + 1), left.size())));
        }
        return drawn;
    }

    private static Example example(String line) {
        int tab = line.indexOf('\t');
        return new Example(line.substring(0, tab), line.substring(tab + 1));
    }
}
