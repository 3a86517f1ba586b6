package sao.weights;

import java.util.SequencedMap;
import sao.file.Sha256;

/// Combines the digests of a model's files into one.
public final class FileDigests {
    private FileDigests() {}

    /// {@return the digest of a single file unchanged; for several files, SHA-256 over lines of name and
    /// digest}
    ///
    /// @param digests by file name, in order
    public static String combined(SequencedMap<String, String> digests) {
        if (digests.size() == 1) {
            return digests.firstEntry().getValue();
        }
        StringBuilder lines = new StringBuilder();
        digests.forEach(
                (name, sha256) -> lines.append(name).append(' ').append(sha256).append('\n'));
        return Sha256.of(lines.toString());
    }
}
