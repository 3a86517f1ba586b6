package sao.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FinalAnswerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Twelve loaves, so the answer is 12.|12",
                "#### 1,234|1234",
                "x = 3.50|3.5",
                "(b)|b",
                "**Answer: C**|c",
                "\\boxed{-7}|-7",
                "$42|42"
            })
    void theLastLinesAnswerIsReadInOneForm(String text, String answer) {
        assertThat(FinalAnswer.of("Some reasoning with 99 steps.\n" + text)).contains(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"It took 3 hours to bake.", "A good day.", "no number"})
    void proseHasNone(String text) {
        assertThat(FinalAnswer.of(text)).isEmpty();
    }
}
