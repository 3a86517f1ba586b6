package sao.prompt;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.text.Words;

/// Detects prompts that refer to an attachment, such as a text or a table, that they do not contain.
///
/// @implNote Every match contains one of a few words, and most texts contain none of them. A search for these
///     words is faster than the regular expressions, so it comes first.
final class MissingAttachment {
    private static final String SHOWN =
            "images?|pictures?|photos?|photographs?|screenshots?|videos?|audio|recordings?|pdf|spreadsheets?|diagrams?";
    private static final Pattern SHOWING = Pattern.compile(
            "\\b(?:attached|uploaded|enclosed)\\s+(?:\\w+\\s+)?(?:text|document|file|table|report|code|data|article|"
                    + SHOWN
                    + ")\\b|\\bi(?:['\u2019]ve| have)? (?:attached|uploaded|enclosed)\\b"
                    + "|\\b(?:this|following|above|provided)\\s+(?:\\w+\\s+)?(?:" + SHOWN + ")\\b"
                    + "|\\b(?:" + SHOWN + ")\\s+(?:below|above|shown|attached)\\b",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> WITHOUT_WHICH_NOTHING_IS_SHOWN = List.of(
            "attached",
            "uploaded",
            "enclosed",
            "image",
            "picture",
            "photo",
            "screenshot",
            "video",
            "audio",
            "recording",
            "pdf",
            "spreadsheet",
            "diagram");

    private static final String WRITTEN =
            "text|passage|article|paragraph|story|poem|essay|document|file|email|letter|sentences?|conversation|dialogue"
                    + "|review|report";
    private static final Pattern ANNOUNCING = Pattern.compile(
            "\\bfollowing\\s+(?:\\w+\\s+)?(?:" + WRITTEN + "|table|data|dataset|list|code|snippet|program|function)\\b"
                    + "|\\b(?:the|this) (?:given|provided) (?:" + WRITTEN + ")\\b"
                    + "|\\b(?:text|passage|article|paragraph|table|code|data|list|sentences?|email) below\\b",
            Pattern.CASE_INSENSITIVE);
    private static final List<String> WITHOUT_WHICH_NOTHING_IS_ANNOUNCED =
            List.of("following", "given", "provided", "below");
    private static final int WORDS_AFTER_ANNOUNCEMENT = 8;

    private MissingAttachment() {}

    /// {@return whether a prompt refers to something that it does not contain, or announces a text that does not
    /// follow}
    static boolean areMissing(String prompt) {
        String lower = prompt.toLowerCase(Locale.ROOT);
        return (holdsAny(lower, WITHOUT_WHICH_NOTHING_IS_SHOWN) && shows(prompt))
                || (holdsAny(lower, WITHOUT_WHICH_NOTHING_IS_ANNOUNCED) && announcesInVain(prompt));
    }

    private static boolean holdsAny(String text, List<String> words) {
        for (String word : words) {
            if (text.contains(word)) {
                return true;
            }
        }
        return false;
    }

    static boolean shows(String prompt) {
        return SHOWING.matcher(prompt).find();
    }

    static boolean announcesInVain(String prompt) {
        Matcher announced = ANNOUNCING.matcher(prompt);
        return announced.find() && Words.of(prompt.substring(announced.end())).size() < WORDS_AFTER_ANNOUNCEMENT;
    }
}
