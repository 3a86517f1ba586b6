package sao.yaml;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.StringReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionEndEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import sao.error.Excerpt;

/// A text in the subset of YAML that settings use: one document of scalars, lists and sections. Anchors,
/// aliases and type tags are rejected, because they allow values that contain themselves or grow without bound;
/// the nesting depth is limited.
///
/// @param origin the file or option, for error messages
/// @param text YAML
record YamlText(String origin, String text) {
    private static final int MOST_LEVELS = 16; // settings have 4
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    YamlText {
        text = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /// {@return the tree of values; missing if the text is empty}
    ///
    /// @throws InvalidSettingsException if the text is not YAML, or not in this subset
    JsonNode tree() {
        checkEvents();
        try (JsonParser parser = YAML.createParser(text)) {
            JsonNode tree = YAML.readTree(parser);
            return tree == null ? YAML.missingNode() : tree;
        } catch (JacksonException e) {
            throw wrong(
                    e.getLocation() == null
                            ? ""
                            : place(e.getLocation().getLineNr(), e.getLocation().getColumnNr()),
                    e.getOriginalMessage());
        } catch (IOException e) {
            throw new IllegalStateException("a text cannot fail to be read", e);
        }
    }

    private void checkEvents() {
        int depth = 0;
        int documents = 0;
        try {
            for (Event event : new Yaml(new LoaderOptions()).parse(new StringReader(text))) {
                depth += event instanceof CollectionStartEvent ? 1 : event instanceof CollectionEndEvent ? -1 : 0;
                documents += event instanceof DocumentStartEvent ? 1 : 0;
                Optional<Refused> refused = refused(event, depth, documents);
                if (refused.isPresent()) {
                    throw new InvalidSettingsException(
                            "%s cannot be used as settings: %s%s."
                                    .formatted(
                                            origin,
                                            place(event.getStartMark()),
                                            refused.get().problem()),
                            refused.get().remedy());
                }
            }
        } catch (MarkedYAMLException e) {
            throw wrong(place(e.getProblemMark()), e.getProblem());
        } catch (YAMLException e) {
            throw wrong("", String.valueOf(e.getMessage()));
        }
    }

    /// A YAML feature that settings do not support.
    private record Refused(String problem, String remedy) {}

    private static Optional<Refused> refused(Event event, int depth, int documents) {
        if (documents > 1) {
            return Optional.of(new Refused("a second document begins", "Keep one document, without `---` behind it."));
        }
        if (depth > MOST_LEVELS) {
            return Optional.of(new Refused(
                    "sections and lists are nested more than %d levels deep".formatted(MOST_LEVELS),
                    "Remove the inner levels; settings have four."));
        }
        if (event instanceof AliasEvent || (event instanceof NodeEvent node && node.getAnchor() != null)) {
            return Optional.of(
                    new Refused("anchors and aliases (&name, *name) are not supported", "Write the value out."));
        }
        boolean tagged = (event instanceof ScalarEvent scalar && scalar.getTag() != null)
                || (event instanceof CollectionStartEvent collection && collection.getTag() != null);
        return tagged
                ? Optional.of(new Refused("type tags (!!name) are not supported", "Remove the tag."))
                : Optional.empty();
    }

    private InvalidSettingsException wrong(String place, @Nullable String problem) {
        String first = String.valueOf(problem).lines().findFirst().orElse("");
        return new InvalidSettingsException(
                "%s is not YAML: %s%s".formatted(origin, place, Excerpt.of(first)),
                "Correct that line. Indent with spaces, and put texts with colons in quotes.");
    }

    private static String place(@Nullable Mark mark) {
        return mark == null ? "" : place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static String place(int line, int column) {
        return "line %d, column %d: ".formatted(line, column);
    }
}
