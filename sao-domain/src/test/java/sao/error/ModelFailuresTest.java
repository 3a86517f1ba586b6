package sao.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelFailuresTest {
    private final IOException cause = new IOException("reset");

    @Test
    void everyFailureHasAProblemARemedyAndItsCause() {
        for (SaoException failure : List.of(
                new SaoException("It broke.", "Look.", cause),
                new ModelUnavailableException("It broke.", "Look.", Optional.empty(), cause),
                new RequestRejectedException("It broke.", "Look.", cause),
                new ModelAccessException("It broke.", "Look.", cause))) {
            assertThat(failure.problem()).isEqualTo("It broke.");
            assertThat(failure.remedy()).isEqualTo("Look.");
            assertThat(failure).hasMessage("It broke.\n  -> Look.").hasCause(cause);
        }
        for (SaoException failure : List.of(
                new SaoException("It broke.", "Look."),
                new RequestRejectedException("It broke.", "Look."),
                new ModelAccessException("It broke.", "Look."))) {
            assertThat(failure).hasMessage("It broke.\n  -> Look.").hasNoCause();
        }
    }

    @Test
    void anUnavailableModelMayStateItsDelay() {
        Duration delay = Duration.ofSeconds(17);
        assertThat(new ModelUnavailableException("Busy.", "Wait.", Optional.of(delay)).retryAfter())
                .contains(delay);
        assertThat(new ModelUnavailableException("Busy.", "Wait.", Optional.empty()).retryAfter())
                .isEmpty();
        assertThatThrownBy(() -> new ModelUnavailableException("Busy.", "Wait.", Optional.of(Duration.ofSeconds(-1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-1S");
    }

    @Test
    void anOverflowNamesItsNumbersOrWhatTheServerSays() {
        assertThat(new ContextOverflowException(3000, 64, 2048))
                .hasMessageContaining("3000")
                .hasMessageContaining("64")
                .hasMessageContaining("2048")
                .hasMessageContaining("-> Shorten the prompt");
        assertThat(new ContextOverflowException("At most 8192 tokens.").problem())
                .isEqualTo("At most 8192 tokens.");
    }
}
