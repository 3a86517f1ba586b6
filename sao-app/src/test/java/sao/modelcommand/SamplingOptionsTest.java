package sao.modelcommand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import sao.command.UsageException;

class SamplingOptionsTest {
    private static final int VOCABULARY = 49_152;

    private static SamplingOptions typed(String... arguments) {
        return CommandLine.populateCommand(new SamplingOptions(), arguments);
    }

    @Test
    void theFirstAndTheLastTokenOfAModelAreStopTokens() {
        SamplingOptions options = typed("--stop-token-id=0", "--stop-token-id=49151");
        options.requireTokens(VOCABULARY);
        assertThat(options.settings().ending().stopTokens()).containsExactlyInAnyOrder(0, 49_151);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 49_152, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aStopTokenThatTheModelDoesNotHaveIsRefusedWithTheRange(int id) {
        SamplingOptions options = typed("--stop-token-id=7", "--stop-token-id=" + id);
        assertThatThrownBy(() -> options.requireTokens(VOCABULARY))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("--stop-token-id is %d", id)
                .hasMessageContaining("0 to 49151");
    }

    @Test
    void withoutStopTokensEveryModelWillDo() {
        typed().requireTokens(1);
        assertThat(typed().settings().ending().stopTokens()).isEmpty();
    }
}
