package sao.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPolicyTest {
    @Test
    void theUsualPolicyEndsWithinThreeMinutes() {
        Duration all = IntStream.range(1, RetryPolicy.USUAL.attempts())
                .mapToObj(failed ->
                        RetryPolicy.USUAL.delay(failed, Optional.empty()).orElseThrow())
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(all).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(3));
        assertThat(RetryPolicy.USUAL.delay(RetryPolicy.USUAL.attempts(), Optional.empty()))
                .isEmpty();
    }

    @Test
    void aDelayNeverExceedsTheLongest() {
        RetryPolicy policy = new RetryPolicy(100, Duration.ofMillis(1), Duration.ofSeconds(9));
        for (int failed = 1; failed < 100; failed++) {
            assertThat(policy.delay(failed, Optional.empty()).orElseThrow())
                    .isPositive()
                    .isLessThanOrEqualTo(policy.longest());
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 9", "3, 0, 9", "3, -1, 9", "3, 10, 9"})
    void impossiblePoliciesAreRefused(int attempts, long first, long longest) {
        assertThatThrownBy(() -> new RetryPolicy(attempts, Duration.ofSeconds(first), Duration.ofSeconds(longest)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
