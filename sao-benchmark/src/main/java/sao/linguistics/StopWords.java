package sao.linguistics;

import java.util.Locale;
import java.util.Set;

/// English stop words: articles, pronouns, prepositions, conjunctions, auxiliary verbs and the parts of their
/// contractions, as words without apostrophes (`don`, `t`): the words that IFBench's official verifier counts, by its
/// verdicts.
public final class StopWords {
    private static final Set<String> WORDS =
            Set.of(("i me my myself we our ours ourselves you your yours yourself yourselves "
                            + "he him his himself she her hers herself it its itself they them their theirs themselves what which "
                            + "who whom this that these those am is are was were be been being have has had having do does did "
                            + "doing a an the and but if or because as until while of at by for with about against between into "
                            + "through during before after above below to from up down in out on off over under again further "
                            + "then once here there when where why how all any both each few more most other some such no nor "
                            + "not only own same so than too very s t can will just don should now d ll m o re ve y ain aren "
                            + "couldn didn doesn hadn hasn haven isn ma mightn mustn needn shan shouldn wasn weren won wouldn")
                    .split(" "));

    private StopWords() {}

    /// {@return whether a word is a stop word, in any case}
    public static boolean contain(String word) {
        return WORDS.contains(word.toLowerCase(Locale.ROOT));
    }
}
