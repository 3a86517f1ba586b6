package sao.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Settings that are damaged, endless or written to exhaust the reader: each ends in a short message with a remedy.
class HostileSettingsTest {
    private static final int LONGEST_MESSAGE = 12_000;

    @TempDir
    private Path folder;

    private static String message(String yaml) {
        try {
            SettingsReader.read(List.of(SettingsLayer.yaml("my.yaml", yaml)));
            throw new AssertionError("it was read");
        } catch (InvalidSettingsException e) {
            String message = String.valueOf(e.getMessage());
            assertThat(message).hasSizeLessThan(LONGEST_MESSAGE);
            return message;
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'a: &a\n  b: *a'; line 1, column 4; anchors and aliases",
                "'seed: &x 3\nrounds: *x'; line 1, column 7; anchors and aliases",
                "'train: {<<: *none}'; line 1, column 13; anchors and aliases",
                "'seed: 1\n---\nseed: 2'; line 2, column 1; second document",
                "'seed: !!java.net.URL [x]'; line 1, column 7; type tags",
                "'seed: !!int 3'; line 1, column 7; type tags",
                "'train: !own {beta: 3}'; line 1, column 8; type tags",
            })
    void whatSettingsDoNotNeedIsRefusedByLine(String yaml, String place, String what) {
        assertThat(message(yaml)).contains("my.yaml cannot be used as settings: " + place, what);
    }

    @Test
    void aBillionLaughsAreRefusedAtTheFirst() {
        StringBuilder yaml = new StringBuilder("a: &a [lol, lol]\n");
        for (char letter = 'b'; letter <= 'z'; letter++) {
            yaml.append("%c: &%c [*%c, *%c]\n".formatted(letter, letter, letter - 1, letter - 1));
        }
        assertThat(message(yaml.toString())).contains("line 1", "anchors");
    }

    @Test
    void deepNestingIsRefusedWithoutAStackOverflow() {
        assertThat(message("train: " + "[".repeat(20_000) + "]".repeat(20_000))).contains("line 1, column", "nested");
        StringBuilder sections = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            sections.append(" ".repeat(i)).append("a:\n");
        }
        assertThat(message(sections.toString())).contains("nested more than 16 levels");
        assertThatThrownBy(() -> SettingsLayer.assignment("a.".repeat(100_000) + "b=1"))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("100,001 keys in its path");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anEndlessFileIsReadToTheLimitOnly() {
        assertThatThrownBy(() -> SettingsLayer.file(Path.of("/dev/zero")))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining("/dev/zero has more than 1,048,576 bytes");
    }

    @Test // a scalar of 20 MB took more than a minute
    void aHugeScalarIsRefusedAtOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("big.yaml"), "model: \"" + "a ".repeat(10 << 20) + "\"");
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> SettingsLayer.file(file))
                        .hasMessageContaining("has more than 1,048,576 bytes"));
    }

    @Test
    void manyUnknownKeysAreCounted() {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            yaml.append("key%d: 1\n".formatted(i));
        }
        assertThat(message(yaml.toString()))
                .startsWith("20,000 settings are wrong")
                .contains("... and 19,980 more");
    }

    @Test
    void longKeysAndValuesAreShortened() {
        assertThat(message("? " + "k".repeat(100_000) + "\n: 1\n")).contains("kkk... (100,000 characters) is not");
        assertThat(message("train: {batch: " + "9".repeat(100_000) + "}")).contains("999... (100,0");
        assertThat(message("k".repeat(100_000) + ": 1")).hasSizeLessThan(1_000);
        assertThatThrownBy(() -> SettingsLayer.assignment("k".repeat(100_000)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        assertThat(SettingsReader.read(List.of(SettingsLayer.yaml("my.yaml", "\uFEFFseed: 7")))
                        .seed())
                .isEqualTo(7);
    }

    @Test
    void bytesThatAreNoTextAreRefused() throws Exception {
        assertThat(message("seed: \u0000")).contains("is not YAML");
        Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {'#', (byte) 0xE4});
        assertThatThrownBy(() -> SettingsLayer.file(file)).hasMessageContaining("is not UTF-8 text");
    }
}
