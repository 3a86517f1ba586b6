package sao.instruction;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import sao.linguistics.UnicodeText;

/// Whether an answer follows each instruction of its prompt, by two criteria.
///
/// Strict: the answer as it is. Loose: the answer or one of seven variants of it follows the instruction: without
/// asterisks, without its first line, its last line, or both, and without asterisks in each of these. Source: Zhou et
/// al., Instruction-following evaluation for large language models, arXiv 2311.07911, section 2.3. An answer, or
/// variant, that is white space follows nothing.
///
/// @param strict a verdict for each instruction, in order
/// @param loose a verdict for each instruction, in order
public record Followed(List<Boolean> strict, List<Boolean> loose) {
    public Followed {
        strict = List.copyOf(strict);
        loose = List.copyOf(loose);
    }

    /// {@return the verdicts on an answer}
    ///
    /// @param rules rules of the instructions
    /// @param answer text of the answer
    public static Followed of(List<InstructionRule> rules, String answer) {
        Set<String> variants = variants(answer);
        return new Followed(
                rules.stream().map(rule -> follows(rule, answer)).toList(),
                rules.stream()
                        .map(rule -> variants.stream().anyMatch(variant -> follows(rule, variant)))
                        .toList());
    }

    /// {@return whether all instructions are followed, strictly}
    public boolean allStrict() {
        return strict.stream().allMatch(verdict -> verdict);
    }

    /// {@return whether all instructions are followed, loosely}
    public boolean allLoose() {
        return loose.stream().allMatch(verdict -> verdict);
    }

    private static boolean follows(InstructionRule rule, String answer) {
        return !UnicodeText.isBlank(answer) && rule.isFollowedBy(answer);
    }

    private static Set<String> variants(String answer) {
        int first = answer.indexOf('\n');
        int last = answer.lastIndexOf('\n');
        List<String> cut = List.of(
                answer,
                first < 0 ? "" : UnicodeText.strip(answer.substring(first + 1)),
                last < 0 ? "" : UnicodeText.strip(answer.substring(0, last)),
                first == last ? "" : UnicodeText.strip(answer.substring(first + 1, last)));
        Set<String> variants = new LinkedHashSet<>(cut);
        cut.forEach(variant -> variants.add(variant.replace("*", "")));
        return variants;
    }
}
