package sao.instruction;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A prompt with instructions that its answer must follow.
///
/// @param key the row's key in the data set
/// @param prompt text of the prompt, which states the instructions
/// @param instructions at least one
public record InstructionRow(String key, String prompt, List<Instruction> instructions) {
    public InstructionRow {
        instructions = List.copyOf(instructions);
    }

    /// One instruction.
    ///
    /// @param id id of its rule, such as `keywords:existence`
    /// @param arguments a JSON object; null values count as missing
    public record Instruction(String id, JsonNode arguments) {}
}
