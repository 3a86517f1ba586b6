package sao.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import sao.error.SaoException;
import sao.file.Sha256;

/// A kind of folder that appears whole or not at all, and in which damage is found: it is written under a
/// temporary name, forced to disk and renamed, and its manifest names format, version and the digest of
/// every other file.
///
/// @param manifest name of the manifest's file
/// @param format name of the format
/// @param version newest version of it that this program knows
public record DurableFolder(String manifest, String format, int version) {
    private static final String UNFINISHED = ".unfinished";
    private static final JsonMapper JSON = new JsonMapper();

    /// What fills the folder.
    @FunctionalInterface
    public interface Filling {
        /// Writes files into the folder, no folders.
        ///
        /// @return what the manifest shall say besides digests
        ObjectNode into(Path folder) throws IOException;
    }

    /// Writes a folder.
    ///
    /// @param folder that appears; an older one of this kind is replaced
    /// @param filling writes the files; what it throws is thrown on, and nothing appears
    /// @throws SaoException if the folder cannot be written, or another kind of folder is there
    public void write(Path folder, Filling filling) {
        refuseForeign(folder);
        Path unfinished = folder.resolveSibling(folder.getFileName() + UNFINISHED);
        try {
            delete(unfinished);
            Files.createDirectories(unfinished);
            ObjectNode said = filling.into(unfinished);
            ObjectNode root = JSON.createObjectNode().put("format", format).put("version", version);
            root.setAll(said);
            ObjectNode digests = root.putObject("sha256");
            for (Path file : list(unfinished)) {
                force(file);
                digests.put(file.getFileName().toString(), digest(file));
            }
            Path description = unfinished.resolve(manifest);
            Files.writeString(description, root.toPrettyString() + "\n");
            force(description);
            force(unfinished);
            delete(folder);
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
            force(folder.resolve("..")); // a rename is durable only when the folder that holds the name is
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be written: %s. What was written before is as it was.".formatted(folder, e),
                    "Free disk space or choose another folder, and run the same command again.",
                    e);
        }
    }

    /// Refuses a folder that this program did not write; one that is empty or not there is fine.
    ///
    /// @throws SaoException if it is another's
    public void refuseForeign(Path folder) {
        boolean ours = Files.exists(folder.resolve(manifest));
        try {
            if ((!ours && !list(folder).isEmpty()) || Files.isRegularFile(folder)) {
                throw new SaoException(
                        "%s exists and is not a folder that this program wrote (no %s).".formatted(folder, manifest),
                        "Choose another place, or move it away.");
            }
        } catch (IOException e) {
            throw new SaoException("%s cannot be read: %s".formatted(folder, e), "Check the folder.", e);
        }
    }

    /// {@return the manifest of a folder whose files are all there and undamaged}
    ///
    /// @throws SaoException if the folder is of a newer version, or something is damaged
    public JsonNode read(Path folder) {
        JsonNode root = readManifest(folder);
        if (root.path("version").asInt() > version) {
            throw new SaoException(
                    "%s has version %d of its format; this program knows versions up to %d."
                            .formatted(folder, root.path("version").asInt(), version),
                    "Use the newer program that wrote it.");
        }
        root.path("sha256").properties().forEach(entry -> {
            Path file = folder.resolve(entry.getKey());
            if (!Files.isRegularFile(file)
                    || !digest(file).equals(entry.getValue().asText())) {
                throw damaged(folder, "%s is missing or its digest is another".formatted(entry.getKey()));
            }
        });
        return root;
    }

    private JsonNode readManifest(Path folder) {
        try {
            JsonNode root = JSON.readTree(Files.readString(folder.resolve(manifest)));
            if (!root.path("format").asText().equals(format)) {
                throw damaged(folder, manifest + " does not say " + format);
            }
            return root;
        } catch (JsonProcessingException _) {
            throw damaged(folder, manifest + " is not JSON");
        } catch (IOException _) {
            throw damaged(folder, manifest + " cannot be read");
        }
    }

    private static SaoException damaged(Path folder, String what) {
        return new SaoException(
                "%s is damaged: %s.".formatted(folder, what), "Delete this folder and run the same command again.");
    }

    /// {@return the files and folders in a folder, sorted by name; empty if it does not exist}
    static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    /// Deletes a folder of files, if it is there.
    static void delete(Path folder) throws IOException {
        for (Path entry : list(folder)) {
            Files.delete(entry);
        }
        Files.deleteIfExists(folder);
    }

    /// {@return whether writing this folder was cut off}
    static boolean unfinished(Path folder) {
        return String.valueOf(folder.getFileName()).endsWith(UNFINISHED);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static String digest(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new SaoException("%s cannot be read: %s".formatted(file, e), "Check the disk.", e);
        }
    }
}
