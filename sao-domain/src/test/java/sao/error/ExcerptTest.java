package sao.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Texts of any length and content in messages.
class ExcerptTest {
    @Test
    void aShortTextIsShownWhole() {
        assertThat(Excerpt.of("Was heißt 漢字?\n\tja")).isEqualTo("Was heißt 漢字?\n\tja");
        assertThat(Excerpt.of(12)).isEqualTo("12");
    }

    @Test
    void aLongTextIsCutBetweenCharacters() {
        assertThat(Excerpt.of("a".repeat(1_000_000))).isEqualTo("a".repeat(200) + "... (1,000,000 characters)");
        assertThat(Excerpt.of("a😀b", 2)).isEqualTo("a... (4 characters)");
    }

    @Test
    void whatCannotBeSeenIsSpelt() {
        assertThat(Excerpt.of("\uFEFFa\u0000\u001B[2J\u202E")).isEqualTo("\\uFEFFa\\u0000\\u001B[2J\\u202E");
    }

    @Test
    void positionsInJsonAreInWords() {
        assertThat(
                        Excerpt.ofJsonError(
                                "Unexpected end (start marker at [Source: REDACTED (`X` disabled); line: 1, column: 7])\n at [x]"))
                .isEqualTo("Unexpected end (start marker at line 1, column 7)");
    }

    @Test
    void aLineHasNoLineEnds() {
        assertThat(Excerpt.line("  one\n\n two\tthree ")).isEqualTo("one two three");
    }

    @Test
    void aLongLineEndsAtAWholeCodePoint() {
        assertThat(Excerpt.line("\ud83c\udf5e".repeat(201))).isEqualTo("\ud83c\udf5e".repeat(200) + "\u2026");
    }
}
