package sao.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test // the example of FIPS 180-4 for "abc"; sha256sum of an empty file
    void textsAndFilesHaveThePublishedDigests(@TempDir Path folder) throws IOException {
        assertThat(Sha256.of("abc")).isEqualTo(ABC);
        assertThat(Sha256.of("")).isEqualTo(EMPTY);
        assertThat(Sha256.of(Files.writeString(folder.resolve("file"), "abc"))).isEqualTo(ABC);
    }

    @Test
    void oneDigestKnowsNothingOfAnother() {
        MessageDigest one = Sha256.begin();
        one.update("a".getBytes(StandardCharsets.UTF_8));
        assertThat(Sha256.hex(Sha256.begin())).isEqualTo(EMPTY);
        one.update("bc".getBytes(StandardCharsets.UTF_8));
        assertThat(Sha256.hex(one)).isEqualTo(ABC);
    }
}
