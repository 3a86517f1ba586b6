package sao.ifbench;

import java.util.List;
import sao.instruction.InstructionRules;

/// The benchmark IFBench: 58 instructions that a program verifies.
public final class IfBench {
    private IfBench() {}

    /// {@return the rules by instruction id}
    public static InstructionRules rules() {
        return new InstructionRules(List.of(
                CountRules.TABLE,
                RatioRules.TABLE,
                WordRules.TABLE,
                SentenceRules.TABLE,
                PositionRules.TABLE,
                LayoutRules.TABLE,
                BracketRules.TABLE,
                CopyRules.TABLE,
                TaskRules.TABLE,
                CsvRules.TABLE));
    }
}
