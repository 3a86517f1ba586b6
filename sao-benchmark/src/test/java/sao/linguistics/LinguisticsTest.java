package sao.linguistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinguisticsTest {
    @Test
    void typographicSentencesEndAtEveryMarkThatNoAbbreviationOwns() {
        assertThat(TypographicSentences.of(
                        "Dr. Fox met Ms. Ray at 5 p.m. in the U.S. and paid $3.50. \"Fine.\" They left?!"))
                .containsExactly(
                        "Dr. Fox met Ms. Ray at 5 p.m. in the U.S. and paid $3.50.", "\"Fine\".", "They left?", "!");
        assertThat(TypographicSentences.of("Acme Inc. It grew... See acme.com now.\nEnd"))
                .containsExactly("Acme Inc", "It grew...", "See acme.com now.", "End");
        assertThat(TypographicSentences.of(" \n")).isEmpty();
    }

    @Test
    void statisticalSentencesEndAfterAnAbbreviationOnlyBeforeAWordThatBeginsSentences() {
        assertThat(StatisticalSentences.of(
                        "He left at 5 p.m. The bus was late. Mr. Hill (of Acme Inc.) waited.\" Why?!"))
                .containsExactly(
                        "He left at 5 p.m.", "The bus was late.", "Mr. Hill (of Acme Inc.) waited.\"", "Why?!");
        assertThat(StatisticalSentences.of("")).isEmpty();
    }

    @Test
    void treebankTokensSplitPunctuationAndContractions() {
        assertThat(TreebankTokens.of("It's (not) Mr. Hill's; don't pay 1,000, ok... They cannot."))
                .containsExactly(
                        "It", "'s", "(", "not", ")", "Mr.", "Hill", "'s", ";", "do", "n't", "pay", "1,000", ",", "ok",
                        "...", "They", "can", "not", ".");
    }

    @Test
    void wordsKeepCombiningMarksAndSplitAtApostrophes() {
        assertThat(WordTokens.of("a\u0301b don't x_y 東京🙂")).containsExactly("a\u0301b", "don", "t", "x_y", "東京");
    }

    @Test
    void languagesAreDetectedInAnyCase() {
        assertThat(LanguageDetection.detect("THE RIVER WAS HIGH AFTER A WEEK OF RAIN."))
                .contains("en");
        assertThat(LanguageDetection.detect("Der Fluss war nach einer Woche Regen sehr hoch."))
                .contains("de");
        assertThat(LanguageDetection.detect("一週間の雨のあとで川の水かさが増えた。")).contains("ja");
        assertThat(LanguageDetection.detect("12 + 3 🙂")).isEmpty();
    }

    @Test
    void verbsAndSyllablesAreEstimated() {
        assertThat(PartsOfSpeech.beginWithVerb(List.of("Write", "a", "poem"))).isTrue();
        assertThat(PartsOfSpeech.beginWithVerb(List.of("The", "dog", "ran"))).isFalse();
        assertThat(PartsOfSpeech.beginWithVerb(List.of())).isFalse();
        assertThat(List.of("dog", "happy", "banana", "make", "tables", "12").stream()
                        .map(Syllables::of))
                .containsExactly(1, 2, 3, 1, 2, 0);
    }
}
