package sao.house;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Words and phrases that this project does not use in comments, messages and documents, because a reader has to
/// guess what they refer to.
final class Vocabulary {
    /// A phrase to avoid.
    ///
    /// @param key letters that every match contains; a text without them need not be searched
    /// @param pattern regular expression, case-insensitive; a blank in it matches any white space
    /// @param instead what to write, or why the phrase is avoided
    private record Phrase(String key, Pattern pattern, String instead) {}

    /// An occurrence of a phrase.
    ///
    /// @param line from 1
    /// @param words as they are written
    /// @param instead what to write
    record Finding(int line, String words, String instead) {}

    private static final List<Phrase> PHRASES = List.of(
            // Words that stand for a noun which the sentence does not name.
            phrase("many", "\\bso many\\b", "name the number: \"`count` rows\", \"this number of tokens\""),
            phrase("body", "\\b(some|any|no|every)body\\b", "name who: the caller, the user, another thread"),
            phrase("whoever", "\\bwhoever\\b", "name who: the caller, the owner, the creator"),
            phrase("together", "\\bboth together\\b", "\"the sum\", or \"both\""),
            phrase("record", "\\bas in the record\\b", "state the quantity and its unit"),
            phrase("said", "\\bit is not said\\b", "\"X is missing\""),
            phrase("itself", "\\bstands? for itself\\b", "\"independent\", \"separate\""),
            // Sentences whose verb says nothing.
            phrase(
                    "no",
                    "\\b(is|are|was|were)(?<!\\bthere\\s{1,9}\\w{2,4}) no (?!longer\\b|more\\b|less\\b|fewer\\b|later\\b|earlier\\b"
                            + "|better\\b|worse\\b|smaller\\b|larger\\b|bigger\\b|higher\\b|lower\\b|different\\b"
                            + "|slower\\b|faster\\b)",
                    "\"is not a\""),
            phrase("what", "\\bwhat [^.;:]{1,60}\\b(comes?|has come) to\\b", "name the result: the sum, the digest"),
            phrase("far", "\\b(comes?|came|come) how far\\b", "\"counts by the last stage reached\""),
            phrase("worth", "\\bwhat [^.;:]{1,60}\\bis worth\\b", "name the measure: accuracy, win rate"),
            phrase("what", "\\bwhat (became|becomes) of\\b", "name the outcome"),
            phrase("what", "\\bwhat (came|comes) out\\b", "\"the result\""),
            phrase("goes", "\\bhow it goes( on)?\\b", "\"progress\", \"how training resumes\""),
            phrase("there", "\\bstands there\\b", "\"occurs\", \"is listed\""),
            phrase("words", "\\bby the words of\\b", "\"as configured in\""),
            phrase("sense", "\\bmakes? no sense\\b", "state the allowed range"),
            phrase("last", "\\bat last\\b", "\"finally\", \"most recently\""),
            phrase("told", "\\btold\\b(?! apart)", "\"is passed\", \"receives\""),
            // Metaphors.
            phrase("ill", "(?<![\\w'’-])(fell ill|ill|illness)\\b(?!-)", "\"failed the health check\""),
            phrase("ear", "\\bears?\\b", "\"listener\""),
            phrase("hear", "\\bhears?\\b", "\"receives\", \"is notified of\""),
            phrase("wish", "\\bwish(es|ed)?\\b", "\"request\", \"option\""),
            phrase("door", "\\bdoors?\\b", "\"interface\", \"entry point\""),
            phrase("room", "\\brooms?\\b(?! for\\b)", "\"space\", \"capacity\", \"package\""),
            phrase("house", "\\bhouses?\\b", "\"project\""),
            phrase("voice", "\\bvoices?\\b", "\"format\", \"text in the form of\""),
            phrase("eyes", "\\beyes\\b", "\"according to the judge\""),
            phrase("sign", "\\bthis sign\\b", "\"package documentation\""),
            phrase("likeness", "\\blikeness(es)?\\b", "\"similarity\""),
            phrase("ownness", "\\bownness\\b", "name the formula"));

    private Vocabulary() {}

    private static Phrase phrase(String key, String regex, String instead) {
        return new Phrase(key, Pattern.compile(regex.replace(" ", "\\s+"), Pattern.CASE_INSENSITIVE), instead);
    }

    /// {@return the phrases to avoid that passages of prose contain}
    static List<Finding> findings(List<Prose.Passage> passages) {
        List<Finding> found = new ArrayList<>();
        for (Prose.Passage passage : passages) {
            String letters = passage.text().toLowerCase(Locale.ROOT);
            for (Phrase phrase : PHRASES) {
                if (!letters.contains(phrase.key())) {
                    continue;
                }
                Matcher matcher = phrase.pattern().matcher(passage.text());
                while (matcher.find()) {
                    found.add(new Finding(
                            passage.lineAt(matcher.start()),
                            matcher.group().replaceAll("\\s+", " ").strip(),
                            phrase.instead()));
                }
            }
        }
        return found;
    }
}
