package sao.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import sao.judging.HostileTexts;

/// Words that are searched for first change no decision.
class MissingAttachmentTest {
    private static final String[] PIECES = """
            attached uploaded enclosed i i've i’ve i_have have this following above provided below shown the given
            image images picture photo photographs screenshot videos audio recording pdf spreadsheets diagram
            text document file table report code data article passage paragraph story poem essay email letter
            sentence sentences conversation dialogue review dataset list snippet program function and long""".split("\\s+");

    @Test
    void isDecidedAsByThePatternsAlone() {
        int missing = 0;
        for (long seed = 0; seed < 30_000; seed++) {
            String text = HostileTexts.of(PIECES, seed);
            boolean expected = byPatternsAlone(text);
            assertThat(MissingAttachment.areMissing(text))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(expected);
            missing += expected ? 1 : 0;
        }
        assertThat(missing).isBetween(2_000, 28_000);
    }

    @Test
    void everyOrdinaryTextIsDecidedAsByThePatternsAlone() throws IOException {
        assertThat(HostileTexts.ordinary())
                .hasSize(3 * 64)
                .allSatisfy(
                        text -> assertThat(MissingAttachment.areMissing(text)).isEqualTo(byPatternsAlone(text)));
    }

    private static boolean byPatternsAlone(String text) {
        return MissingAttachment.shows(text) || MissingAttachment.announcesInVain(text);
    }
}
