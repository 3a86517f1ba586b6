package sao.instruction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// The arguments of an instruction by name, as in the column `kwargs` of a benchmark. An argument with the value
/// null counts as missing: the data sets list the arguments of all instructions in every row.
public final class InstructionArguments {
    private final String instruction;
    private final JsonNode values;

    /// @param instruction id of the instruction, for messages
    /// @param values a JSON object
    public InstructionArguments(String instruction, JsonNode values) {
        this.instruction = instruction;
        this.values = values;
    }

    /// {@return an integer; numbers such as 3.0 are accepted}
    ///
    /// @throws InstructionRule.UnusableException if the argument is missing or not an integer
    public int integer(String name) {
        JsonNode value = value(name);
        if (!value.isNumber() || value.doubleValue() != value.intValue()) {
            throw unusable("argument '%s' is %s, but it must be an integer".formatted(name, value));
        }
        return value.intValue();
    }

    /// {@return a text}
    ///
    /// @throws InstructionRule.UnusableException if the argument is missing or not a text
    public String text(String name) {
        JsonNode value = value(name);
        if (!value.isTextual()) {
            throw unusable("argument '%s' is %s, but it must be a text".formatted(name, value));
        }
        return value.textValue();
    }

    /// {@return a list of texts}
    ///
    /// @throws InstructionRule.UnusableException if the argument is missing or not a list of texts
    public List<String> texts(String name) {
        JsonNode value = value(name);
        List<String> texts = new ArrayList<>();
        value.forEach(element -> texts.add(element.asText()));
        if (!value.isArray() || texts.isEmpty()) {
            throw unusable("argument '%s' is %s, but it must be a list of texts".formatted(name, value));
        }
        return texts;
    }

    /// {@return the comparison of a count with a threshold: `less than` or `at least`}
    ///
    /// @param relation name of the argument with the relation
    /// @param threshold name of the argument with the threshold
    /// @throws InstructionRule.UnusableException if an argument is missing or has another value
    public Comparison comparison(String relation, String threshold) {
        int limit = integer(threshold);
        return switch (text(relation)) {
            case "less than" -> count -> count < limit;
            case "at least" -> count -> count >= limit;
            default ->
                throw unusable("argument '%s' is '%s', but it must be 'less than' or 'at least'"
                        .formatted(relation, text(relation)));
        };
    }

    private JsonNode value(String name) {
        JsonNode value = values.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw unusable("argument '%s' is missing".formatted(name));
        }
        return value;
    }

    private InstructionRule.UnusableException unusable(String problem) {
        return new InstructionRule.UnusableException(instruction + ": " + problem);
    }

    /// Compares a count with the threshold of an instruction.
    @FunctionalInterface
    public interface Comparison {
        /// {@return whether the relation holds}
        boolean holds(int count);
    }
}
