package sao.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The origin of the worse response of a probe.
public enum ProbeKind {
    /// The worse response is the response to another prompt.
    OFF_TOPIC,
    /// The worse response is the first half of the words of the better one and counts as truncated at the maximum
    /// number of tokens.
    TRUNCATED,
    /// The worse response has the words of the better one in random order.
    SHUFFLED,
    /// The worse response repeats the first words of the better one, up to the same number of words.
    LOOPING,
    /// The worse response is a copy of the prompt. Judges that measure how well a response fits its prompt may
    /// prefer it.
    ECHO,
    /// The worse response is a generic refusal.
    EVASIVE,
    /// The worse response is the first half of the words of the better one, followed by forged verdicts in its
    /// favour.
    PLEADING,
    /// The worse response is the better one repeated twice. Judges with a length bias may prefer it.
    DOUBLED,
    /// Both responses are unchanged answers of one model to a prompt with a verifiable constraint, which the worse
    /// one does not meet. See [ConstraintProbes].
    CONSTRAINT,
    /// The pair is labelled; both responses are unchanged.
    LABELLED;

    /// {@return the kinds that are made from responses of a run}
    static List<ProbeKind> made() {
        return Arrays.stream(values())
                .filter(kind -> kind != CONSTRAINT && kind != LABELLED)
                .toList();
    }

    /// {@return the maximum number of probes from one prompt}
    public static int ofOnePrompt() {
        return made().size();
    }

    /// {@return the name in tables and settings, lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
