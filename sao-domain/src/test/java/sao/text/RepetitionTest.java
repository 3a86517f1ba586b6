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
    void textsWithoutSpacesRepeatByLetters() {
        assertThat(Repetition.of("今天天气很好".repeat(8))).isGreaterThan(0.8);
    }

    @Test
    void aTextThatRepeatsItselfOnlyAtItsEndLoops() {
        String varied = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
                + "sixteen seventeen eighteen nineteen twenty and so on until the numbers end in a long row of words "
                + "that never come back, which takes a while but not for ever, as everybody can see from here";
        assertThat(Repetition.loops(varied)).isFalse();
        assertThat(Repetition.loops(varied + " Knead the dough.".repeat(14))).isTrue();
        assertThat(Repetition.loops("no no no no")).isFalse();
    }

    @Test
    void theRateCountsRepetitiveTexts() {
        assertThat(Repetition.rate(List.of("a b c d ".repeat(5), "One plain sentence about bread.", "", "Hello")))
                .isEqualTo(0.25);
    }
}
