package sao.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.token.TokenIds;

class AnswerRowTest {
    @Test
    void thePromptStandsOnceAndWhatPredictsNothingIsLeftOut() {
        var row = new AnswerRow(TokenIds.of(10, 11, 12), List.of(TokenIds.of(20, 21, 2), TokenIds.of(30, 2)));
        assertThat(row.ids()).containsExactly(10, 11, 12, 20, 21, 30);
        assertThat(row.positions()).containsExactly(0, 1, 2, 3, 4, 3);
        assertThat(row.targets()).containsExactly(20, 21, 2, 30, 2);
        assertThat(row.predicting()).containsExactly(2, 3, 4, 2, 5);
        assertThat(row.size()).isEqualTo(6);
        assertThat(row.longestSequence()).isEqualTo(5);
        assertThat(row.attentionScores()).isEqualTo(3 * 3 + 2 * 5 + 1 * 4);
    }

    @Test
    void onlyShortPairsShareARow() {
        assertThat(PackedRow.pack(List.of(3, 4, 9, 2, 2, 2), part -> part, 7))
                .containsExactly(List.of(3, 4), List.of(9), List.of(2, 2, 2));
        assertThat(PackedRow.pack(List.of(1, 1), part -> part, 0)).containsExactly(List.of(1), List.of(1));
    }
}
