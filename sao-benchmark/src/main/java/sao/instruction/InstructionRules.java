package sao.instruction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The rules of a benchmark by the ids of its instructions, such as `keywords:existence`.
public final class InstructionRules {
    private final Map<String, InstructionRule.Family> families = new TreeMap<>();

    /// @param tables families by instruction id; no id occurs twice
    /// @throws IllegalArgumentException if an id occurs twice
    public InstructionRules(List<Map<String, InstructionRule.Family>> tables) {
        tables.forEach(table -> table.forEach((id, family) -> {
            if (families.put(id, family) != null) {
                throw new IllegalArgumentException("The instruction %s has two rules".formatted(id));
            }
        }));
    }

    /// {@return the ids of the instructions, sorted}
    public List<String> ids() {
        return List.copyOf(families.keySet());
    }

    /// {@return the rule of an instruction}
    ///
    /// @param id instruction id
    /// @param arguments a JSON object with the arguments
    /// @throws InstructionRule.UnusableException if the id is unknown, or an argument is missing or unusable
    public InstructionRule rule(String id, JsonNode arguments) {
        InstructionRule.Family family = families.get(id);
        if (family == null) {
            throw new InstructionRule.UnusableException(id + ": unknown instruction");
        }
        return family.of(new InstructionArguments(id, arguments));
    }

    /// {@return the rules of a row, in order}
    ///
    /// @throws InstructionRule.UnusableException if one of them cannot be verified
    List<InstructionRule> rules(InstructionRow row) {
        return row.instructions().stream()
                .map(instruction -> rule(instruction.id(), instruction.arguments()))
                .toList();
    }
}
