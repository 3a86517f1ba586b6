package sao.persona;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import sao.content.ContentId;
import sao.error.SaoException;

/// The texts of a persona grid.
///
/// @param version version of the texts, which changes with them
/// @param pattern text of a persona, with the name of each attribute in braces
/// @param attributes attributes, in the order in which they are drawn
record GridText(String version, String pattern, List<Attribute> attributes) {
    private static final String TEXT = "text";
    private static final double MOST_PLACES = 0x1p60;

    GridText {
        attributes = List.copyOf(attributes);
    }

    static GridText ours() {
        List<Attribute> attributes = new ArrayList<>();
        for (String name : List.of("temperaments", "stages", "occupations", "places", "pursuits")) {
            List<Attribute.Value> values = WordList.load(name).stream()
                    .map(text -> new Attribute.Value(text, 1))
                    .toList();
            attributes.add(new Attribute(name.substring(0, name.length() - 1), values));
        }
        return new GridText("grid-v1", "A(n) {temperament} {stage} {occupation} {place} who {pursuit}.", attributes);
    }

    static GridText read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (CharacterCodingException e) {
            throw new SaoException("The grid %s is not UTF-8 text.".formatted(file), "Convert it with iconv.", e);
        } catch (IOException e) {
            throw new SaoException(
                    "The grid %s cannot be read: %s".formatted(file, e),
                    "Check the path in personas.file and the permissions of the file.",
                    e);
        }
        String pattern = "";
        Map<String, List<Attribute.Value>> values = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split("\t", -1);
            if (parts.length == 2 && parts[0].equals(TEXT)) {
                pattern = parts[1].strip();
            } else {
                values.computeIfAbsent(parts[0].strip(), _ -> new ArrayList<>()).add(value(file, i + 1, parts));
            }
        }
        List<Attribute> attributes = new ArrayList<>();
        values.forEach((name, each) -> attributes.add(new Attribute(name, each)));
        check(file, pattern, attributes);
        String digest = ContentId.of(Map.of("kind", "grid", "lines", lines));
        return new GridText("grid-file/" + digest, pattern, attributes);
    }

    private static Attribute.Value value(Path file, int line, String[] parts) {
        try {
            if (parts.length < 2 || parts.length > 3 || parts[1].isBlank()) {
                throw new IllegalArgumentException("it has %d columns, or its value is empty".formatted(parts.length));
            }
            return new Attribute.Value(parts[1].strip(), parts.length == 3 ? Integer.parseInt(parts[2].strip()) : 1);
        } catch (IllegalArgumentException e) {
            throw new SaoException(
                    "%s, line %d is not a value of an attribute: %s".formatted(file, line, e.getMessage()),
                    "Write attribute, tab, value and, if it is not 1, a tab and a weight from 1 to 10.",
                    e);
        }
    }

    private static void check(Path file, String pattern, List<Attribute> attributes) {
        if (pattern.isEmpty()) {
            throw new SaoException(
                    "The grid %s has no line `text`.".formatted(file),
                    "Add one, such as: text<tab>A(n) {mood} {job} who lives {place}.");
        }
        double places = 1;
        for (Attribute attribute : attributes) {
            Set<String> texts = new HashSet<>();
            for (Attribute.Value value : attribute.values()) {
                if (!texts.add(value.text())) {
                    throw new SaoException(
                            "The grid %s has '%s' twice under '%s'.".formatted(file, value.text(), attribute.name()),
                            "List it once, with a weight.");
                }
            }
            if (!pattern.contains("{" + attribute.name() + "}")) {
                throw new SaoException(
                        "The text of the grid %s does not use the attribute '%s'.".formatted(file, attribute.name()),
                        "Put {%s} into its line `text`, or remove the attribute.".formatted(attribute.name()));
            }
            places *= attribute.weight();
        }
        if (attributes.isEmpty() || places > MOST_PLACES) {
            throw new SaoException(
                    "The grid %s has %s."
                            .formatted(file, attributes.isEmpty() ? "no attribute" : "too many combinations"),
                    "Add attributes, but not more than 2^60 combinations (weights included).");
        }
    }
}
