package sao.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CapabilitiesTest {
    @Test
    void nothingIsLostWithoutALimitation() {
        Capabilities all = Capabilities.all(2048, "cpu AuthenticAMD family 25 model 17");
        assertThat(all.limitations()).isEmpty();
        assertThat(all.provenance()).isEqualTo(all.platform());
    }

    @Test
    void everyMissingCapabilityIsNamedWithItsConsequence() {
        Capabilities none = new Capabilities(false, false, false, false, 2048, false, "server");
        assertThat(none.limitations())
                .satisfiesExactly(
                        scores -> assertThat(scores).startsWith("scores: judges"),
                        ids -> assertThat(ids).startsWith("token ids: training").contains("not exact"),
                        values -> assertThat(values).startsWith("log-probabilities: the parity check"),
                        again -> assertThat(again).startsWith("reproducibility: "));
        assertThat(none.provenance()).isEqualTo("server (not reproducible)");
    }

    @Test
    void anEmptyContextAndABlankPlatformAreRefused() {
        assertThatThrownBy(() -> Capabilities.all(0, "cpu"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a context of 0 tokens");
        assertThatThrownBy(() -> Capabilities.all(16, " "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the platform is blank");
    }
}
