package sao.prompt;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Texts for models in the resources of this package. A changed text gets a new version in its name, so that a run
/// identifies the texts that its models received.
final class PromptResource {
    private static final String HEADING = "== ";

    private PromptResource() {}

    /// {@return the rows of a table, split at tabs}
    static List<List<String>> table(String name) {
        return text(name + ".tsv")
                .lines()
                .filter(line -> !line.isBlank())
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
    }

    /// {@return the sections of a text by heading; a heading is a line that begins with `== `}
    static Map<String, String> sections(String name) {
        Map<String, String> sections = new LinkedHashMap<>();
        for (String section : text(name + ".txt").split("(?m)^" + HEADING, -1)) {
            int end = section.indexOf('\n');
            if (end > 0) {
                sections.put(
                        section.substring(0, end).strip(),
                        section.substring(end).strip());
            }
        }
        return sections;
    }

    private static String text(String file) {
        try (InputStream in = PromptResource.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("%s is missing from the jar".formatted(file));
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
