package sao.ifeval;

import java.util.List;
import sao.instruction.InstructionRules;

/// The benchmark IFEval: 25 instructions that a program verifies.
public final class IfEval {
    private IfEval() {}

    /// {@return the rules by instruction id}
    public static InstructionRules rules() {
        return new InstructionRules(
                List.of(KeywordRules.TABLE, LengthRules.TABLE, FormatRules.TABLE, AnswerRules.TABLE));
    }
}
