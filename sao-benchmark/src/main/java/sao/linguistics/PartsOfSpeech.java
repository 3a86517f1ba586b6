package sao.linguistics;

import java.util.List;
import opennlp.tools.postag.POSTagFormat;
import opennlp.tools.postag.POSTaggerME;

/// Parts of speech of English words in their sentence, by the tagger of Apache OpenNLP with the universal tag set.
public final class PartsOfSpeech {
    private static final List<String> MODALS =
            List.of("can", "could", "may", "might", "must", "shall", "should", "will", "would");

    private PartsOfSpeech() {}

    /// {@return whether the first of the tokens is a verb, modal verbs not included}
    ///
    /// @param tokens the tokens of a sentence, see [TreebankTokens]
    public static boolean beginWithVerb(List<String> tokens) {
        if (tokens.isEmpty() || MODALS.contains(tokens.getFirst().toLowerCase(java.util.Locale.ROOT))) {
            return false;
        }
        String tag = new POSTaggerME(Models.partsOfSpeech(), POSTagFormat.UD)
                .tag(tokens.toArray(String[]::new))[0];
        return tag.equals("VERB") || tag.equals("AUX");
    }
}
