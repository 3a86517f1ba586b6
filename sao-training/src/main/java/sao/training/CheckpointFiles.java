package sao.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import sao.domain.SaoException;

/// A folder of files that appears whole or not at all, and knows when one of its files was damaged.
///
/// Written under a temporary name, forced to disk, renamed. `checkpoint.json` names format, version and the
/// digest of every other file.
final class CheckpointFiles {
    static final String MANIFEST = "checkpoint.json";
    private static final String FORMAT = "sao-checkpoint";
    private static final int VERSION = 1;
    private static final String UNFINISHED = ".unfinished";
    private static final JsonMapper JSON = new JsonMapper();

    private CheckpointFiles() {}

    /// What fills the folder.
    interface Filling {
        /// Writes files into the folder.
        void into(Path folder);
    }

    /// Writes a folder.
    ///
    /// @param folder that appears; one of this name is replaced
    /// @param description what the manifest says besides digests
    /// @param filling writes the files
    /// @throws SaoException if it cannot be written; nothing appears then
    static void write(Path folder, ObjectNode description, Filling filling) {
        Path unfinished = folder.resolveSibling(folder.getFileName() + UNFINISHED);
        try {
            delete(unfinished);
            Files.createDirectories(unfinished);
            filling.into(unfinished);
            ObjectNode manifest = JSON.createObjectNode().put("format", FORMAT).put("version", VERSION);
            manifest.setAll(description);
            ObjectNode digests = manifest.putObject("sha256");
            for (Path file : list(unfinished)) {
                digests.put(file.getFileName().toString(), digest(file));
            }
            writeForced(unfinished.resolve(MANIFEST), JSON.writeValueAsString(manifest));
            force(unfinished);
            delete(folder);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            force(folder.resolve(".."));
        } catch (IOException e) {
            throw new SaoException(
                    "The checkpoint %s cannot be written: %s. Older checkpoints are as they were.".formatted(folder, e),
                    "Free disk space or choose another folder, and run the same command again.",
                    e);
        }
    }

    /// {@return the manifest of a folder whose files are all there and undamaged}
    ///
    /// @throws SaoException if the folder is of a newer version, or something is damaged
    static JsonNode read(Path folder) {
        JsonNode manifest = manifest(folder);
        if (manifest.path("version").asInt() > VERSION) {
            throw new SaoException(
                    "The checkpoint %s has version %d; this program knows versions up to %d."
                            .formatted(folder, manifest.path("version").asInt(), VERSION),
                    "Use the newer program that wrote it.");
        }
        manifest.path("sha256").properties().forEach(entry -> {
            Path file = folder.resolve(entry.getKey());
            if (!Files.isRegularFile(file)
                    || !digest(file).equals(entry.getValue().asText())) {
                throw damaged(folder, "%s is missing or its digest is another".formatted(entry.getKey()));
            }
        });
        return manifest;
    }

    private static JsonNode manifest(Path folder) {
        try {
            JsonNode manifest = JSON.readTree(Files.readString(folder.resolve(MANIFEST)));
            if (!manifest.path("format").asText().equals(FORMAT)) {
                throw damaged(folder, MANIFEST + " is not a manifest");
            }
            return manifest;
        } catch (JsonProcessingException _) {
            throw damaged(folder, MANIFEST + " is not JSON");
        } catch (IOException _) {
            throw damaged(folder, MANIFEST + " cannot be read");
        }
    }

    private static SaoException damaged(Path folder, String what) {
        return new SaoException(
                "The checkpoint %s is damaged: %s.".formatted(folder, what),
                "Delete this folder; training goes on from the one before.");
    }

    /// {@return the files or folders in a folder, sorted by name; empty if it does not exist}
    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    /// Deletes a folder and what is in it, if it is there.
    static void delete(Path folder) throws IOException {
        for (Path entry : list(folder)) {
            Files.delete(entry);
        }
        Files.deleteIfExists(folder);
    }

    /// {@return whether a write of this folder was cut off}
    static boolean unfinished(Path folder) {
        return folder.getFileName().toString().endsWith(UNFINISHED);
    }

    private static void writeForced(Path file, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                int _ = channel.write(bytes);
            }
            channel.force(true);
        }
    }

    // a rename is durable only when the folder that holds the name is
    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String digest(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 20];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new SaoException("%s cannot be read: %s".formatted(file, e), "Check the disk.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
