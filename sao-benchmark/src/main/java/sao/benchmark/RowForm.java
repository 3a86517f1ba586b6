package sao.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import sao.error.SaoException;

/// One way in which the rows of a benchmark are laid out, and how a question is read from such a row.
///
/// @param columns that a row of this form has
/// @param definition the form in the benchmark's data file
/// @param filters by name
record RowForm(List<String> columns, JsonNode definition, Map<String, TextFilter> filters) {
    RowForm {
        columns = List.copyOf(columns);
        filters = Map.copyOf(filters);
    }

    boolean fits(JsonNode row) {
        return columns.stream().allMatch(row::has);
    }

    /// {@return the columns of this form that a row does not have}
    List<String> missing(JsonNode row) {
        return columns.stream().filter(column -> !row.has(column)).toList();
    }

    /// {@return the question of a row}
    ///
    /// @param id index of the row
    /// @param group column of the group; empty if the benchmark has none
    /// @throws SaoException if a value of the row is missing or out of range
    Question question(int id, JsonNode row, Optional<String> group) {
        List<String> choices = choices(row);
        List<String> prompts = prompts(row);
        int answers = Math.max(choices.size(), prompts.size());
        return new Question(
                id,
                group.map(column -> row.path(column).asText()).orElse(""),
                text("description", row),
                prompts,
                choices,
                definition.has("gold") ? gold(row, answers) : Set.of(),
                text("target", row));
    }

    private String text(String field, JsonNode row) {
        return definition.has(field) ? fill(definition.path(field).asText(), row) : "";
    }

    private String fill(String pattern, JsonNode row) {
        return new TextPattern(pattern, filters).fill(row);
    }

    private List<String> prompts(JsonNode row) {
        List<String> prompts = new ArrayList<>();
        if (definition.has("prompts")) {
            definition.path("prompts").forEach(pattern -> prompts.add(fill(pattern.asText(), row)));
        } else {
            prompts.add(filtered(text("prompt", row), definition.path("prompt_filter")));
        }
        return prompts;
    }

    private String filtered(String text, JsonNode filter) {
        TextFilter found = filters.get(filter.asText());
        return found == null ? text : found.apply(text);
    }

    private List<String> choices(JsonNode row) {
        JsonNode where = definition.path("choices");
        if (where.has("texts")) {
            return texts(where.path("texts"));
        }
        if (!where.has("column")) {
            return List.of();
        }
        String column = where.path("column").asText();
        JsonNode found = TextPattern.at(row, column);
        if (!found.isArray() || found.isEmpty()) {
            throw wrong("%s is %s".formatted(column, found), "Give a list of texts there.");
        }
        return texts(found).stream()
                .map(choice -> filtered(choice, where.path("filter")))
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> list.get(i).asText())
                .toList();
    }

    private Set<Integer> gold(JsonNode row, int answers) {
        JsonNode where = definition.path("gold");
        if (where.has("index")) {
            return Set.of(where.path("index").asInt());
        }
        if (where.has("true")) {
            JsonNode labels = TextPattern.at(row, where.path("true").asText());
            Set<Integer> right = new TreeSet<>();
            for (int i = 0; i < labels.size(); i++) {
                if (labels.get(i).asInt() == 1) {
                    right.add(i);
                }
            }
            return right;
        }
        String column = where.path("column").asText();
        String value = TextPattern.at(row, column).asText().strip();
        int index = index(row, where, value);
        if (index < 0 || index >= answers) {
            throw wrong(
                    "%s is '%s', which names none of the %d choices".formatted(column, value, answers),
                    "Use a split with answers: some test splits are published without them.");
        }
        return Set.of(index);
    }

    private static int index(JsonNode row, JsonNode where, String value) {
        if (where.has("among")) {
            return texts(TextPattern.at(row, where.path("among").asText())).indexOf(value);
        }
        if (where.has("texts")) {
            return texts(where.path("texts")).indexOf(value);
        }
        return value.matches("\\d{1,9}") ? Integer.parseInt(value) : -1;
    }

    private static SaoException wrong(String problem, String remedy) {
        return new SaoException("In a row, %s.".formatted(problem), remedy);
    }
}
