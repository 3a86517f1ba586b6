package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A process whose output is lost, or whose arguments cannot be decoded, fails.
@EnabledOnOs(OS.LINUX) // /dev/full
class StandardStreamsTest {
    @ParameterizedTest
    @ValueSource(strings = {"models", "--help", "--version", "run --print-settings"})
    void outputOntoAFullDiskIsAnError(String command) throws IOException, InterruptedException {
        SaoProcess process = SaoProcess.shell("SAO " + command + " 2>&1 >/dev/full");
        assertThat(process.out()).contains("Standard output could not be written: No space left on device", "  -> ");
        assertThat(process.exit()).isEqualTo(1);
    }

    @Test
    void outputOntoAClosedStreamIsAnError() throws IOException, InterruptedException {
        SaoProcess process = SaoProcess.shell("SAO models 3>&2 2>&1 >&- 2>&3");
        assertThat(process.exit()).isEqualTo(1);
        assertThat(process.out()).contains("Standard output could not be written");
    }

    @Test
    void aReaderThatHasReadEnoughGetsNoMessage() throws IOException, InterruptedException {
        SaoProcess process = SaoProcess.shell("(SAO run --print-settings; echo exit $? >&2) | :");
        assertThat(process.out().strip()).isEqualTo("exit 1");
    }

    @Test
    void outputThatArrivesIsNoError() throws IOException, InterruptedException {
        assertThat(SaoProcess.shell("SAO models").exit()).isZero();
    }

    @Test
    void argumentsThatTheLocaleCannotDecodeAreRefused() throws IOException, InterruptedException {
        String command = "SAO generate --model none --prompt $'hei\\303\\237t'";
        SaoProcess ascii = SaoProcess.shell("export LC_ALL=C; " + command);
        assertThat(ascii.exit()).isEqualTo(2);
        assertThat(ascii.out()).contains("encoding of the locale", "LC_ALL=C.UTF-8");
        SaoProcess utf8 = SaoProcess.shell("export LC_ALL=C.UTF-8; " + command);
        assertThat(utf8.out()).contains("There is no model 'none'");
        SaoProcess plain = SaoProcess.shell("export LC_ALL=C; SAO generate --model none --prompt x");
        assertThat(plain.out()).contains("There is no model 'none'");
    }
}
