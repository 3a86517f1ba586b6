package sao.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How it is known which response of a probe is the better one.
public enum ProbeKind {
    /// The worse one is the response to another prompt.
    OFF_TOPIC,
    /// It is the first half of the words.
    TRUNCATED,
    /// It is the same words in random order.
    SHUFFLED,
    /// It is the first words over and over, to the same number of words.
    LOOPING,
    /// It is the prompt itself, said back: what a judge that asks how well a response fits its prompt takes
    /// for a perfect fit.
    ECHO,
    /// It is a refusal that would fit any prompt.
    EVASIVE,
    /// It is the first half of the words, and then praises itself in the forms of verdicts.
    PLEADING,
    /// It says everything twice: what a judge that likes length takes for thorough.
    DOUBLED,
    /// Somebody labelled the pair: nothing was made worse on purpose.
    LABELLED;

    /// {@return the kinds that are made of a run's own responses}
    static List<ProbeKind> made() {
        return Arrays.stream(values()).filter(kind -> kind != LABELLED).toList();
    }

    /// {@return how many probes one prompt can make}
    public static int ofOnePrompt() {
        return made().size();
    }

    /// {@return the name in tables and settings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
