package sao.weights;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SequencedMap;

/// One digest for a model in several files.
final class FileDigests {
    private FileDigests() {}

    /// {@return the digest of a single file as it is; of several, SHA-256 over lines of name and digest}
    ///
    /// @param digests by file name, in order
    static String combined(SequencedMap<String, String> digests) {
        if (digests.size() == 1) {
            return digests.firstEntry().getValue();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digests.forEach(
                    (name, sha256) -> digest.update((name + " " + sha256 + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
