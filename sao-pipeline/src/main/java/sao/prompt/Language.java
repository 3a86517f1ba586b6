package sao.prompt;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import sao.error.SaoException;
import sao.text.Words;

/// The required language of prompts. Its scripts and its most frequent words identify prompts in another language
/// or without a language.
///
/// @param code language code, such as `en`; `any` for any language
/// @param name English name of the language
/// @param scripts Unicode scripts of the language
/// @param words frequent function words of the language, lower case
public record Language(String code, String name, Set<UnicodeScript> scripts, Set<String> words) {
    /// Any language; texts are not checked.
    public static final Language ANY = new Language("any", "", Set.of(), Set.of());

    private static final List<Language> ALL = load();
    private static final double LEAST_IN_SCRIPT = 0.7;
    private static final int WORDS_THAT_TELL = 6;
    /// Minimum number of function words for the reason `no_language`. With fewer words, too many correct texts
    /// contain none of them.
    private static final int ENOUGH_WORDS = 40;
    private static final int FEW = 2;
    private static final int MANY = 3;

    public Language {
        scripts = Set.copyOf(scripts);
        words = Set.copyOf(words);
    }

    /// {@return the language with this code}
    ///
    /// @throws SaoException if the code is unknown
    public static Language of(String code) {
        if (code.equals(ANY.code())) {
            return ANY;
        }
        return ALL.stream()
                .filter(language -> language.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new SaoException(
                        "prompts.language is '%s', but this language is not supported.".formatted(code),
                        "Use any, or one of: %s.".formatted(String.join(", ", codes()))));
    }

    /// {@return the codes of all known languages}
    public static List<String> codes() {
        return ALL.stream().map(Language::code).toList();
    }

    /// {@return the sentence that requests this language; empty for English and for any language}
    String demand() {
        return code.equals("en") || equals(ANY) ? "" : "Write it in %s.".formatted(name);
    }

    /// {@return the reason why a text is not in this language: `wrong_script`, `wrong_language`, or `no_language`
    /// for a longer text without function words; empty if no check fails}
    Optional<String> objection(String text) {
        if (equals(ANY)) {
            return Optional.empty();
        }
        if (shareInScript(text) < LEAST_IN_SCRIPT) {
            return Optional.of("wrong_script");
        }
        List<String> spoken = Words.of(text);
        long own = count(spoken);
        long other = ALL.stream()
                .filter(language -> !language.equals(this))
                .mapToLong(language -> language.count(spoken))
                .max()
                .orElse(0);
        if ((own == 0 && other >= FEW) || (other >= MANY && other >= FEW * own)) {
            return Optional.of("wrong_language");
        }
        boolean telling = words.size() >= ENOUGH_WORDS && spoken.size() >= WORDS_THAT_TELL;
        return own == 0 && telling ? Optional.of("no_language") : Optional.empty();
    }

    private long count(List<String> spoken) {
        return spoken.stream().filter(words::contains).count();
    }

    private double shareInScript(String text) {
        long[] counts = new long[2];
        text.codePoints().filter(Character::isLetter).forEach(letter -> {
            UnicodeScript script = UnicodeScript.of(letter);
            if (script != UnicodeScript.COMMON && script != UnicodeScript.INHERITED) {
                counts[scripts.contains(script) ? 1 : 0]++;
            }
        });
        return counts[0] == 0 ? 1 : (double) counts[1] / (counts[0] + counts[1]);
    }

    private static List<Language> load() {
        return PromptResource.table("languages-v1").stream()
                .map(row -> new Language(
                        row.getFirst(),
                        row.get(1),
                        Arrays.stream(row.get(2).split(" ", -1))
                                .map(script -> UnicodeScript.valueOf(script.toUpperCase(Locale.ROOT)))
                                .collect(Collectors.toCollection(() -> EnumSet.noneOf(UnicodeScript.class))),
                        Set.copyOf(Arrays.asList(row.getLast().split(" ", -1)))))
                .toList();
    }
}
