package sao.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
    @Test
    void shortTextsStayInOneLine() {
        assertThat(Excerpt.of("  one\n\n two\tthree ")).isEqualTo("one two three");
    }

    @Test
    void longTextsEndAtAWholeCodePoint() {
        assertThat(Excerpt.of("\ud83c\udf5e".repeat(201))).isEqualTo("\ud83c\udf5e".repeat(200) + "\u2026");
    }
}
