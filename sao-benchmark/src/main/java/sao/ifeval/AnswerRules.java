package sao.ifeval;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionRule;
import sao.linguistics.LanguageDetection;
import sao.linguistics.UnicodeText;

/// Rules on an answer as a whole: its language, its beginning and end, its parts.
final class AnswerRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("language:response_language", AnswerRules::language),
            entry("change_case:english_capital", _ -> answer -> UnicodeText.isUpperCase(answer) && mayBe(answer, "en")),
            entry(
                    "change_case:english_lowercase",
                    _ -> answer -> UnicodeText.isLowerCase(answer) && mayBe(answer, "en")),
            entry("combination:two_responses", _ -> AnswerRules::hasTwoResponses),
            entry("combination:repeat_prompt", AnswerRules::repeatsPrompt),
            entry("startend:end_checker", AnswerRules::ends),
            entry("startend:quotation", _ -> AnswerRules::isQuoted));

    private AnswerRules() {}

    private static InstructionRule language(InstructionArguments arguments) {
        String language = arguments.text("language");
        String code = language.startsWith("zh") ? "zh" : language;
        return answer -> mayBe(answer, code);
    }

    /// {@return whether an answer is in a language, or has no letter from which a language could be detected}
    private static boolean mayBe(String answer, String language) {
        Optional<String> detected = LanguageDetection.detect(answer);
        return detected.isEmpty() || detected.get().equals(language);
    }

    /// Two different responses with `******` between them. It may also stand before the first and after the second.
    private static boolean hasTwoResponses(String answer) {
        List<String> parts = UnicodeText.split(answer, "******");
        List<String> responses = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = UnicodeText.strip(parts.get(i));
            boolean outer = i == 0 || i == parts.size() - 1;
            if (!part.isEmpty()) {
                responses.add(part);
            } else if (!outer) {
                return false;
            }
        }
        return responses.size() == 2 && !responses.getFirst().equals(responses.getLast());
    }

    private static InstructionRule repeatsPrompt(InstructionArguments arguments) {
        String prompt = normal(arguments.text("prompt_to_repeat"));
        return answer -> normal(answer).startsWith(prompt);
    }

    private static InstructionRule ends(InstructionArguments arguments) {
        String phrase = normal(arguments.text("end_phrase"));
        return answer -> UnicodeText.strip(normal(answer), mark -> mark == '"').endsWith(phrase);
    }

    private static boolean isQuoted(String answer) {
        String text = UnicodeText.strip(answer);
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    }

    private static String normal(String text) {
        return UnicodeText.strip(text).toLowerCase(Locale.ROOT);
    }
}
