package sao.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class RepetitionTest {
    @Test
    void aTextThatNeverRepeatsHasNone() {
        assertThat(Repetition.of("Knead the dough, let it rise, and bake it at two hundred degrees."))
                .isZero();
        assertThat(Repetition.of("")).isZero();
        assertThat(Repetition.of("three short words")).isZero();
    }

    @Test // "a b c d" five times: 17 runs of four words, 4 distinct
    void aLoopRepeatsAlmostEverything() {
        assertThat(Repetition.of("a b c d ".repeat(5))).isCloseTo(1 - 4.0 / 17, within(1e-12));
    }

    @Test
    void caseAndMarksDoNotHideALoop() {
        assertThat(Repetition.of("I am happy to help! *I am happy* to help. i am HAPPY to help"))
                .isGreaterThan(0.3);
    }

    @Test
    void lettersOfScriptsWithoutSpacesAreWords() {
        assertThat(WordGrams.words("面包ある don’t Ünïted 3½ ไทย"))
                .containsExactly("面", "包", "あ", "る", "don’t", "ünïted", "3½", "ไ", "ท", "ย");
        assertThat(Repetition.of("今天天气很好".repeat(8))).isGreaterThan(0.8);
    }

    @Test
    void theRateCountsRepetitiveTexts() {
        assertThat(Repetition.rate(List.of("a b c d ".repeat(5), "One plain sentence about bread.", "", "Hello")))
                .isEqualTo(0.25);
    }

    @Test // five words, four distinct; four pairs, all distinct
    void distinctCountsOverAllTextsTogether() {
        assertThat(WordGrams.distinct(List.of("the cat the", "dog sat"), 1)).isEqualTo(0.8);
        assertThat(WordGrams.distinct(List.of("the cat", "the cat"), 2)).isEqualTo(0.5);
        assertThat(WordGrams.distinct(List.of(""), 2)).isEqualTo(1);
    }
}
