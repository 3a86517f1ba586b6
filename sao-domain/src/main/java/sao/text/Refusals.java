package sao.text;

import java.util.regex.Pattern;

/// Recognises English texts that begin with a refusal of a request. The refused action must follow: "I can't help
/// with that" is a refusal, "I can't sleep" is not.
public final class Refusals {
    private static final String SORRY =
            "(?:(?:i['\u2019]m|i am) (?:really |very |so )?)?sorry[,.]? (?:but )?(?:i|as an)\\b";
    private static final String UNWILLING =
            "(?:unfortunately, )?i (?:can['\u2019]?t|cannot|am unable to|am not able to|won['\u2019]t)"
                    + " (?:help|assist|provide|fulfil|answer|comply|do that|create|write)";
    private static final String UNABLE = "(?:i['\u2019]m|i am) (?:unable|not able) to";
    private static final String AS_A_MODEL =
            "as an? (?:ai|language model|assistant)\\b[^.]{0,60}\\bi (?:can['\u2019]?t|cannot|do not|don['\u2019]t|have no)";
    private static final Pattern DECLINING = Pattern.compile(
            "^\\W*(?:%s|%s|%s|%s)".formatted(SORRY, UNWILLING, UNABLE, AS_A_MODEL), Pattern.CASE_INSENSITIVE);

    private Refusals() {}

    /// {@return whether a text begins with a refusal}
    public static boolean begin(String text) {
        return DECLINING.matcher(text).find();
    }
}
