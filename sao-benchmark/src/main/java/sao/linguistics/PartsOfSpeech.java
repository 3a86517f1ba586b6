package sao.linguistics;

import java.util.List;
import java.util.Locale;
import opennlp.tools.postag.POSTagFormat;
import opennlp.tools.postag.POSTaggerME;

/// Parts of speech of English words in their sentence, by the tagger of Apache OpenNLP with the universal tag set.
public final class PartsOfSpeech {
    private static final List<String> MODALS =
            List.of("can", "could", "may", "might", "must", "shall", "should", "will", "would");

    /// Number of tokens that are tagged: the tagger's time grows with the square of it.
    private static final int CONTEXT = 50;

    private PartsOfSpeech() {}

    /// {@return whether the first of the tokens is a verb, modal verbs not included}
    ///
    /// @param tokens the tokens of a sentence, see [TreebankTokens]; only the first 50 are read
    public static boolean beginWithVerb(List<String> tokens) {
        if (tokens.isEmpty() || MODALS.contains(tokens.getFirst().toLowerCase(Locale.ROOT))) {
            return false;
        }
        String tag = new POSTaggerME(Models.partsOfSpeech(), POSTagFormat.UD)
                .tag(tokens.stream().limit(CONTEXT).toArray(String[]::new))[0];
        return tag.equals("VERB") || tag.equals("AUX");
    }
}
