package sao.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import sao.error.SaoException;

/// Published templates against what transformers renders of them.
class TemplateReferenceTest {
    private static JsonNode reference = new JsonMapper().createObjectNode();

    @BeforeAll
    static void read() throws IOException {
        Path file = Path.of(System.getProperty("sao.shared", ""), "reference", "templates.json");
        Assumptions.assumeTrue(Files.exists(file), "the reference templates are not beside this checkout");
        reference = new JsonMapper().readTree(Files.readAllBytes(file));
    }

    private static List<Object> messages(JsonNode node) {
        List<?> messages = new JsonMapper().convertValue(node, List.class);
        return messages.stream().map(Object.class::cast).toList();
    }

    private static void requireSame(
            String name, JsonNode template, String source, JsonNode messages, JsonNode expected) {
        boolean generationPrompt = expected.path("add_generation_prompt").asBoolean();
        if (expected.has("error")) {
            SaoException failure = catchThrowableOfType(
                    SaoException.class, () -> parse(template, source).render(messages(messages), generationPrompt));
            assertThat(failure).as(name).isNotNull();
            if (expected.path("error_type").asText().endsWith(".TemplateError")) {
                assertThat(failure.problem())
                        .as(name)
                        .isEqualTo(expected.path("error").asText());
            }
            return;
        }
        assertThat(parse(template, source).render(messages(messages), generationPrompt))
                .as(name)
                .isEqualTo(expected.path("output").asText());
    }

    private static JinjaTemplate parse(JsonNode template, String source) {
        return JinjaTemplate.parse(
                source,
                template.path("bos_token").asText(),
                template.path("eos_token").asText());
    }

    @Test
    void conversationsRenderAsInTransformers() {
        assertThat(reference.path("cases")).hasSize(408);
        for (JsonNode expected : reference.path("cases")) {
            String conversation = expected.path("conversation").asText();
            JsonNode template =
                    reference.path("templates").path(expected.path("template").asText());
            requireSame(
                    expected.path("template").asText() + " / " + conversation,
                    template,
                    template.path("template").asText(),
                    reference.path("conversations").path(conversation),
                    expected);
        }
    }

    @Test
    void snippetsRenderAsInJinja() {
        assertThat(reference.path("jinja_snippets")).hasSize(30);
        for (JsonNode expected : reference.path("jinja_snippets")) {
            String source = expected.path("template").asText();
            requireSame(source, expected, source, expected.path("messages"), expected);
        }
    }
}
