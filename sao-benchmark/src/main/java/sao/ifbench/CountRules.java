package sao.ifbench;

import static java.util.Map.entry;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sao.instruction.InstructionArguments;
import sao.instruction.InstructionRule;
import sao.linguistics.UnicodeText;
import sao.linguistics.WordTokens;

/// Rules that count words, numbers, names and punctuation marks. Words are texts between white space without ASCII
/// punctuation at their ends, in lower case, unless a rule says otherwise.
final class CountRules {
    static final Map<String, InstructionRule.Family> TABLE = Map.ofEntries(
            entry("count:word_count_range", CountRules::wordCount),
            entry("count:unique_word_count", CountRules::uniqueWords),
            entry("count:conjunctions", CountRules::conjunctions),
            entry("count:person_names", CountRules::names),
            entry("count:numbers", CountRules::numbers),
            entry("count:punctuation", _ -> CountRules::hasAllPunctuation),
            entry("count:words_japanese", CountRules::japanese),
            entry("count:pronouns", CountRules::pronouns),
            entry("count:keywords_multiple", CountRules::keywords),
            entry("words:repeats", CountRules::repeats));

    private static final Set<String> CONJUNCTIONS = Set.of("and", "but", "for", "nor", "or", "so", "yet");
    private static final Set<String> PRONOUNS = Set.of(("i me my mine myself we us our ours ourselves you your yours "
                    + "yourself yourselves he him his himself she her hers herself it its itself they them their "
                    + "theirs themselves")
            .split(" "));
    private static final List<String> NAMES = List.of(("Emma Liam Sophia Jackson Olivia Noah Ava Lucas Isabella Mason "
                    + "Mia Ethan Charlotte Alexander Amelia Benjamin Harper Leo Zoe Daniel Chloe Samuel Lily Matthew Grace "
                    + "Owen Abigail Gabriel Ella Jacob Scarlett Nathan Victoria Elijah Layla Nicholas Audrey David Hannah "
                    + "Christopher Penelope Thomas Nora Andrew Aria Joseph Claire Ryan Stella Jonathan")
            .split(" "));
    private static final Pattern NUMBER = Pattern.compile("\\p{Nd}+");
    private static final List<String> INTERROBANGS = List.of("?!", "!?", "‽");
    private static final int[] KEYWORD_COUNTS = {1, 2, 3, 5, 7};

    private CountRules() {}

    /// {@return the words of a text in lower case, also empty ones for chunks of punctuation}
    static Stream<String> words(String text) {
        return UnicodeText.split(text.toLowerCase(Locale.ROOT)).stream().map(UnicodeText::stripPunctuation);
    }

    /// Words are runs of word characters.
    private static InstructionRule wordCount(InstructionArguments arguments) {
        int least = arguments.integer("min_words");
        int most = arguments.integer("max_words");
        return answer -> {
            int count = WordTokens.of(answer).size();
            return count >= least && count <= most;
        };
    }

    /// A chunk of punctuation counts as one more word, once.
    private static InstructionRule uniqueWords(InstructionArguments arguments) {
        int least = arguments.integer("N");
        return answer -> words(answer).distinct().count() >= least;
    }

    /// Conjunctions that are written differently count as different, also `and` and `And,`.
    private static InstructionRule conjunctions(InstructionArguments arguments) {
        int least = arguments.integer("small_n");
        return answer -> UnicodeText.split(answer).stream()
                        .filter(word -> CONJUNCTIONS.contains(
                                UnicodeText.stripPunctuation(word).toLowerCase(Locale.ROOT)))
                        .distinct()
                        .count()
                >= least;
    }

    /// A name counts wherever it occurs, also within another word.
    private static InstructionRule names(InstructionArguments arguments) {
        int least = arguments.integer("N");
        return answer -> NAMES.stream().filter(answer::contains).count() >= least;
    }

    /// Numbers are runs of digits after all punctuation has been removed: `1,000` is one number.
    private static InstructionRule numbers(InstructionArguments arguments) {
        int wanted = arguments.integer("N");
        return answer ->
                NUMBER.matcher(UnicodeText.withoutPunctuation(answer)).results().count() == wanted;
    }

    /// An interrobang, and apart from it a full stop, a comma, an exclamation mark, a question mark, a semicolon and a
    /// colon.
    private static boolean hasAllPunctuation(String answer) {
        return INTERROBANGS.stream()
                .filter(answer::contains)
                .findFirst()
                .filter(mark -> {
                    int at = answer.indexOf(mark);
                    String rest = answer.substring(0, at) + answer.substring(at + mark.length());
                    return ".,!?;:".chars().allMatch(one -> rest.indexOf(one) >= 0);
                })
                .isPresent();
    }

    /// Every Nth word has a Japanese character, or consists of digits or of punctuation.
    private static InstructionRule japanese(InstructionArguments arguments) {
        int every = arguments.integer("N");
        if (every < 1) {
            throw new InstructionRule.UnusableException("count:words_japanese: argument 'N' is " + every);
        }
        return answer -> {
            List<String> words = UnicodeText.split(answer);
            for (int i = every - 1; i < words.size(); i += every) {
                String word = UnicodeText.stripPunctuation(words.get(i));
                if (!word.codePoints().allMatch(CountRules::isDigit)
                        && word.codePoints().noneMatch(CountRules::isJapanese)) {
                    return false;
                }
            }
            return true;
        };
    }

    /// {@return whether a character is a decimal digit or a form of one, such as a circled or superscript digit}
    private static boolean isDigit(int character) {
        String plain = Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
        return plain.length() == 1 && Character.isDigit(plain.charAt(0));
    }

    /// {@return whether a character is hiragana, katakana or a common kanji}
    private static boolean isJapanese(int character) {
        return (character >= 0x3040 && character <= 0x30FF) || (character >= 0x4E00 && character <= 0x9FFF);
    }

    /// All punctuation is removed, so that `it's` and `U.S.` count; but a slash separates words: `he/she` has two
    /// pronouns.
    private static InstructionRule pronouns(InstructionArguments arguments) {
        int least = arguments.integer("N");
        return answer -> WordRules.bareWords(answer.replace('/', ' ')).stream()
                        .filter(PRONOUNS::contains)
                        .count()
                >= least;
    }

    /// Keywords count wherever they occur, also within words.
    private static InstructionRule keywords(InstructionArguments arguments) {
        String[] keywords = new String[KEYWORD_COUNTS.length];
        for (int i = 0; i < keywords.length; i++) {
            keywords[i] = arguments.text("keyword" + (i + 1)).toLowerCase(Locale.ROOT);
        }
        return answer -> {
            String text = answer.toLowerCase(Locale.ROOT);
            for (int i = 0; i < keywords.length; i++) {
                if (UnicodeText.count(text, keywords[i]) != KEYWORD_COUNTS[i]) {
                    return false;
                }
            }
            return true;
        };
    }

    private static InstructionRule repeats(InstructionArguments arguments) {
        int most = arguments.integer("small_n");
        return answer -> {
            Map<String, Integer> counts = new HashMap<>();
            words(answer).filter(word -> !word.isEmpty()).forEach(word -> counts.merge(word, 1, Integer::sum));
            return counts.values().stream().allMatch(count -> count <= most);
        };
    }

    /// {@return the three-character sequences of a text, by code points}
    static Set<String> trigrams(String text) {
        int[] points = text.codePoints().toArray();
        Set<String> trigrams = new HashSet<>();
        for (int i = 0; i + 2 < points.length; i++) {
            trigrams.add(new String(points, i, 3));
        }
        return trigrams;
    }
}
