package sao.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void wordsAreLettersMarksAndDigitsInLowerCase() {
        assertThat(Words.of("Knead THE dough\u2014twice; 3 eggs, don\u2019t wait!"))
                .containsExactly("knead", "the", "dough", "twice", "3", "eggs", "don", "t", "wait");
        assertThat(Words.of("\u00dcn\u00efted")).containsExactly("\u00fcn\u00efted");
        assertThat(Words.of(" \n,.!")).isEmpty();
    }

    @Test
    void equivalentSpellingsAreEqualWords() {
        assertThat(Words.of("\uff34\uff25\uff33\uff34 \ufb01ne"))
                .containsExactly("test", "fine"); // full width, ligature
        assertThat(Words.of("e\u0301t\u00e9")).isEqualTo(Words.of("\u00e9te\u0301"));
    }

    @Test
    void lettersOfScriptsWithoutSpacesAreWords() {
        assertThat(Words.of("\u9762\u5305\u3042\u308b bread \u0e44\u0e17\u0e22"))
                .containsExactly("\u9762", "\u5305", "\u3042", "\u308b", "bread", "\u0e44", "\u0e17", "\u0e22");
    }
}
