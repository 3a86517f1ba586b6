package sao.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Expected values follow the filters and `exact_match` of lm-eval 0.4.13.
class AnswerExtractionTest {
    private static AnswerExtraction metric(String name) {
        return SampleRows.benchmark("gsm8k").generation().orElseThrow().metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isCorrect(String metric, String generated, String target) {
        return metric(metric).isCorrect(metric(metric).extract(generated), target);
    }

    @Test
    void theStrictFilterTakesTheFirstMarkedNumber() {
        AnswerExtraction strict = metric("strict_match");
        assertThat(strict.extract(" 3*2=6\n#### 1,006.\n#### 7")).isEqualTo("1,006.");
        assertThat(strict.extract("the answer is 6")).isEqualTo(AnswerExtraction.INVALID);
        assertThat(isCorrect("strict_match", "#### 1,006.", "It is 1006.\n#### 1006"))
                .isTrue();
    }

    @Test
    void theFlexibleFilterTakesTheLastNumber() {
        AnswerExtraction flexible = metric("flexible_extract");
        assertThat(flexible.extract("2 and 3 are $5.00 in all")).isEqualTo("$5.00");
        assertThat(flexible.extract("It is 7")).isEqualTo("7");
        assertThat(flexible.extract("none")).isEqualTo(AnswerExtraction.INVALID);
        assertThat(isCorrect("flexible_extract", "It is $18.", "...\n#### 18")).isTrue();
        assertThat(isCorrect("flexible_extract", "It is 18.00 dollars", "...\n#### 18"))
                .isFalse();
    }

    @Test
    void numbersAreComparedByValue() {
        assertThat(isCorrect("numeric_match", "It is 18.00 dollars", "...\n#### 18"))
                .isTrue();
        assertThat(isCorrect("numeric_match", "It is 18.01 dollars", "...\n#### 18"))
                .isFalse();
        assertThat(NumberText.areEqual("36/2", "18")).isTrue();
        assertThat(NumberText.areEqual("-$1,000", "-1000.0")).isTrue();
        assertThat(NumberText.areEqual("1/0", "1/0")).isFalse();
        assertThat(NumberText.areEqual("[invalid]", "[invalid]")).isFalse();
    }
}
