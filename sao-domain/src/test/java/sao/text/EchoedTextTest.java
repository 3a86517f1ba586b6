package sao.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EchoedTextTest {
    private static final String PROMPT = "How do I keep bees on a small balcony in winter?";

    @Test
    void repeatedRunsAreRemovedAndTheRestStays() {
        assertThat(EchoedText.removed(PROMPT, "To keep bees on a small balcony, wrap the hive."))
                .isEqualTo("To wrap the hive.");
    }

    @Test
    void insertedWordsAndPunctuationHideNothing() {
        assertThat(EchoedText.removed(PROMPT, "keep - bees, well, on-a-small balcony: yes"))
                .isEqualTo("- well, yes");
    }

    @Test
    void sharedWordsWithoutARunStay() {
        String response = "Bees like warmth. A balcony is small.";
        assertThat(EchoedText.removed(PROMPT, response)).isSameAs(response);
    }

    @Test
    void aPieceWithAWordOfItsOwnStays() {
        assertThat(EchoedText.removed(PROMPT, "keep bees on a small balcony/terrace"))
                .isEqualTo("balcony/terrace");
    }
}
