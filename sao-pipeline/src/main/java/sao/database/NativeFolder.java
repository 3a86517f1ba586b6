package sao.database;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/// The folder into which SQLite's native library is unpacked. A killed process leaves its copy behind, so
/// the folder is swept before each first use.
final class NativeFolder {
    private static final String PROPERTY = "org.sqlite.tmpdir";
    private static final Duration SURELY_LOADED = Duration.ofHours(1);

    private NativeFolder() {}

    /// Names the folder to SQLite and sweeps it, unless the user named one.
    static synchronized void prepare() {
        if (System.getProperty(PROPERTY) != null) {
            return;
        }
        Path folder = Path.of(System.getProperty("java.io.tmpdir"), "sao-" + System.getProperty("user.name"));
        try {
            Files.createDirectories(folder);
            sweep(folder, Instant.now().minus(SURELY_LOADED));
            System.setProperty(PROPERTY, folder.toString());
        } catch (IOException e) {
            System.setProperty(PROPERTY, System.getProperty("java.io.tmpdir"));
        }
    }

    /// A library that is loaded stays usable when its file is deleted; only one that is just being unpacked
    /// must be left alone.
    static void sweep(Path folder, Instant before) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "sqlite-*")) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(FileTime.from(before)) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
