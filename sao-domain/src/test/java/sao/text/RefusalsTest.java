package sao.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "I'm sorry, but I can't help with that.",
                "Sorry, I cannot do this.",
                "Unfortunately, I cannot assist with this request.",
                "I\u2019m unable to open links.",
                "**I can't provide** medical advice.",
                "As an AI language model, I do not have feelings.",
                "As a language model I can't browse."
            })
    void declinedRequestsAreRefusals(String text) {
        assertThat(Refusals.begin(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I can't sleep at night. What helps?",
                "I cannot find my keys.",
                "As an assistant manager, how do I plan shifts?",
                "Sorry about the noise: it was the kettle.",
                "The answer is no."
            })
    void otherTextsAreNot(String text) {
        assertThat(Refusals.begin(text)).isFalse();
    }
}
