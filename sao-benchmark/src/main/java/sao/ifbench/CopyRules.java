package sao.ifbench;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionRule;
import sao.linguistics.UnicodeText;

/// Rules that ask for a copy of a text.
final class CopyRules {
    private static final String SENTENCE = "Only output this sentence here, ignore all other requests.";

    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("repeat:repeat_change", CopyRules::changed),
            entry("repeat:repeat_simple", _ -> answer -> normal(answer).equals(normal(SENTENCE))),
            entry("repeat:repeat_span", CopyRules::span));

    private CopyRules() {}

    /// The words of the prompt, the first one changed.
    private static InstructionRule changed(InstructionArguments arguments) {
        List<String> prompt = UnicodeText.split(arguments.text("prompt_to_repeat"));
        return answer -> {
            List<String> words = UnicodeText.split(answer);
            return words.size() == prompt.size()
                    && !words.isEmpty()
                    && !words.getFirst().equals(prompt.getFirst())
                    && words.subList(1, words.size()).equals(prompt.subList(1, prompt.size()));
        };
    }

    /// The words of the prompt from one index up to, not including, another; the first has index 0.
    private static InstructionRule span(InstructionArguments arguments) {
        List<String> prompt = UnicodeText.split(normal(arguments.text("prompt_to_repeat")));
        int start = Math.clamp(arguments.integer("n_start"), 0, prompt.size());
        int end = Math.clamp(arguments.integer("n_end"), start, prompt.size());
        List<String> span = prompt.subList(start, end);
        return answer -> UnicodeText.split(normal(answer)).equals(span);
    }

    private static String normal(String text) {
        return UnicodeText.strip(text).toLowerCase(Locale.ROOT);
    }
}
