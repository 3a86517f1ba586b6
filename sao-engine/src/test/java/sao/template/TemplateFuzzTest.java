package sao.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sao.error.SaoException;

/// Random templates over random values: each gives text or a [SaoException], and soon.
class TemplateFuzzTest {
    private static final int ROUNDS = 3_000;

    @Test
    void randomTemplatesGiveTextOrARefusal() {
        int rendered = 0;
        for (long seed = 0; seed < ROUNDS; seed++) {
            var fuzz = new TemplateGenerator(seed);
            String source = fuzz.body(3);
            List<Object> messages = new ArrayList<>();
            for (int i = fuzz.number(3); i >= 0; i--) {
                messages.add(fuzz.value(2));
            }
            rendered += outcome(seed, source, messages);
        }
        assertThat(rendered).as("templates that gave text").isGreaterThan(ROUNDS / 50);
    }

    @Test
    void brokenTemplatesGiveTextOrARefusal() {
        for (long seed = 0; seed < ROUNDS; seed++) {
            var fuzz = new TemplateGenerator(seed);
            StringBuilder source = new StringBuilder(fuzz.body(2));
            for (int i = fuzz.number(5); i >= 0; i--) {
                int at = fuzz.number(source.length());
                source.replace(
                        at,
                        Math.min(source.length(), at + fuzz.number(3)),
                        fuzz.pick("{", "%", "'", "-", "}", "(", "|"));
            }
            outcome(seed, source.toString(), List.of(fuzz.value(2)));
        }
    }

    private static int outcome(long seed, String source, List<Object> messages) {
        try {
            return JinjaTemplate.parse(source, "<s>", "</s>")
                            .render(messages, false)
                            .isEmpty()
                    ? 0
                    : 1;
        } catch (SaoException _) {
            return 0;
        } catch (RuntimeException | Error e) {
            throw new AssertionError("seed %d: %s".formatted(seed, source), e);
        }
    }
}
