package sao.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 (FIPS 180-4).
///
/// @implNote A digest is cloned from one that was looked up once: a row of a run needs about ten digests, and the
///     lookup takes longer than digesting a short text.
public final class Sha256 {
    private static final MessageDigest EMPTY = lookedUp();

    private Sha256() {}

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java platform has no SHA-256", e);
        }
    }

    /// {@return a new digest without input; owned by the caller, not thread-safe}
    public static MessageDigest begin() {
        try {
            return (MessageDigest) EMPTY.clone();
        } catch (CloneNotSupportedException _) {
            return lookedUp(); // some providers' digests cannot be copied
        }
    }

    /// {@return the result of a digest, 64 hexadecimal digits; the digest is reset}
    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /// {@return the digest of a text in UTF-8, in 64 hexadecimal digits}
    public static String of(String text) {
        MessageDigest digest = begin();
        digest.update(text.getBytes(StandardCharsets.UTF_8));
        return hex(digest);
    }

    /// {@return the digest of a file's bytes, in 64 hexadecimal digits}
    ///
    /// @throws IOException if the file cannot be read
    public static String of(Path file) throws IOException {
        MessageDigest digest = begin();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return hex(digest);
    }
}
