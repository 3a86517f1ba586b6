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

/// The language prompts are to be in: which scripts it is written in, and its commonest words, by which a
/// prompt in another language or in none is told.
///
/// @param code such as `en`; `any` for no language in particular
/// @param name in English
/// @param scripts it is written in
/// @param words some of its commonest function words, in lower case
public record Language(String code, String name, Set<UnicodeScript> scripts, Set<String> words) {
    /// No check at all.
    public static final Language ANY = new Language("any", "", Set.of(), Set.of());

    private static final List<Language> ALL = load();
    private static final double LEAST_IN_SCRIPT = 0.7;
    private static final int WORDS_THAT_TELL = 6;
    /// A shorter list of function words misses too many to call a text without one no language.
    private static final int ENOUGH_WORDS = 40;
    private static final int FEW = 2;
    private static final int MANY = 3;

    public Language {
        scripts = Set.copyOf(scripts);
        words = Set.copyOf(words);
    }

    /// {@return the language of a code}
    ///
    /// @throws SaoException if it is not known
    public static Language of(String code) {
        if (code.equals(ANY.code())) {
            return ANY;
        }
        return ALL.stream()
                .filter(language -> language.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new SaoException(
                        "prompts.language is '%s', whose words are not known.".formatted(code),
                        "Use any, or one of: %s.".formatted(String.join(", ", codes()))));
    }

    /// {@return the codes of all languages known}
    public static List<String> codes() {
        return ALL.stream().map(Language::code).toList();
    }

    /// {@return the sentence that asks for this language; empty where English words ask for it already}
    String demand() {
        return code.equals("en") || equals(ANY) ? "" : "Write it in %s.".formatted(name);
    }

    /// {@return why a text is not in this language: `wrong_script`, `wrong_language`, or `no_language` for a
    /// longer text without a single function word; empty if nothing speaks against it}
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
