package sao.text;

import java.util.List;
import java.util.regex.Pattern;

/// Chat-template markers in texts: control tokens such as `<|im_end|>`, `[INST]` or `<start_of_turn>`, and lines
/// that begin with a speaker's name, such as `User:`.
///
/// @implNote Few texts contain a bracket or the name of a speaker. A search for these is faster than the regular
///     expressions, so it comes first.
public final class TemplateMarks {
    private static final Pattern MARK = Pattern.compile(
            "<\\|[^<>|\\n]{1,40}\\|>|</?(?:start|end)_of_turn>|<(?:bos|eos|pad)>|\\[/?INST]|<</?SYS>>|</?s>(?!\\w)");
    private static final Pattern SPEAKER = Pattern.compile(
            "(?m)^(?:#{2,3} )?(?:User|Human|Assistant|Instruction|Response|User prompt) ?:\\s*(?:\\S|$)");
    private static final List<String> SPEAKERS = List.of("User", "Human", "Assistant", "Instruction", "Response");

    private TemplateMarks() {}

    /// {@return whether a text contains a control token of a chat template}
    public static boolean areIn(String text) {
        return isBracketed(text) && MARK.matcher(text).find();
    }

    /// {@return whether a line of a text begins with a speaker's name and a colon, such as `User: how`}
    public static boolean nameSpeakerIn(String text) {
        return SPEAKERS.stream().anyMatch(text::contains)
                && SPEAKER.matcher(text).find();
    }

    /// {@return the text without control tokens of chat templates; the text itself if it has none}
    public static String removedFrom(String text) {
        return isBracketed(text) ? MARK.matcher(text).replaceAll("") : text;
    }

    private static boolean isBracketed(String text) {
        return text.indexOf('<') >= 0 || text.indexOf('[') >= 0;
    }
}
