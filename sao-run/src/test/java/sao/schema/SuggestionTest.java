package sao.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The nearest words to a misspelt one.
class SuggestionTest {
    @ParameterizedTest
    @CsvSource({"batch,bacth,1", "beta,bta,1", "kind,kind,0", "a,bcd,3"})
    void distanceCountsSwappedNeighboursOnce(String from, String to, int distance) {
        assertThat(Suggestion.distance(from, to)).isEqualTo(distance);
    }
}
