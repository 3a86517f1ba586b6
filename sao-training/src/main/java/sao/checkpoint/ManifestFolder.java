package sao.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import sao.error.SaoException;
import sao.file.DurableFolder;
import sao.file.Sha256;

/// A kind of folder whose manifest names its format, its version and the SHA-256 digest of every other file, so
/// that damage is found. It is replaced as one step, see [DurableFolder].
///
/// @param manifest name of the manifest's file
/// @param format name of the format
/// @param version newest version of the format that this program reads
public record ManifestFolder(String manifest, String format, int version) {
    private static final JsonMapper JSON = new JsonMapper();

    /// Writes the files of a folder.
    @FunctionalInterface
    public interface Content {
        /// Writes files into an existing, empty folder; no subfolders.
        ///
        /// @return further entries of the manifest
        /// @throws IOException if a file cannot be written
        ObjectNode writeTo(Path folder) throws IOException;
    }

    /// Writes a folder.
    ///
    /// @param folder target; an older one of this kind is replaced
    /// @param content writes the files; its `RuntimeException` is passed on, and the target stays unchanged
    /// @throws SaoException if the folder cannot be written, or another kind of folder is there
    public void write(Path folder, Content content) {
        refuseForeign(folder);
        DurableFolder.write(folder, temporary -> {
            ObjectNode entries = content.writeTo(temporary);
            ObjectNode root = JSON.createObjectNode().put("format", format).put("version", version);
            root.setAll(entries);
            ObjectNode digests = root.putObject("sha256");
            for (Path file : list(temporary)) {
                digests.put(file.getFileName().toString(), digest(file));
            }
            Files.writeString(temporary.resolve(manifest), root.toPrettyString() + "\n");
        });
    }

    /// {@return the manifest of a folder without checking it; an empty object if it cannot be read}
    public JsonNode unchecked(Path folder) {
        try {
            return JSON.readTree(Files.readString(folder.resolve(manifest)));
        } catch (IOException _) {
            return JSON.createObjectNode();
        }
    }

    /// Refuses a folder of another kind; one that is empty or missing is accepted.
    ///
    /// @throws SaoException if the folder has files but no manifest of this kind
    public void refuseForeign(Path folder) {
        boolean ours = Files.exists(folder.resolve(manifest));
        try {
            if ((!ours && !list(folder).isEmpty()) || Files.isRegularFile(folder)) {
                throw new SaoException(
                        "%s exists and is not a folder that this program wrote (no %s).".formatted(folder, manifest),
                        "Choose another folder, or move this one away.");
            }
        } catch (IOException e) {
            throw new SaoException("%s cannot be read: %s".formatted(folder, e), "Check the folder.", e);
        }
    }

    /// {@return the manifest of a folder whose files are all present and unchanged}
    ///
    /// @throws SaoException if the folder has a newer version, or a file is missing or changed
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
                throw damaged(folder, "%s is missing or changed".formatted(entry.getKey()));
            }
        });
        return root;
    }

    private JsonNode readManifest(Path folder) {
        try {
            JsonNode root = JSON.readTree(Files.readString(folder.resolve(manifest)));
            if (!root.path("format").asText().equals(format)) {
                throw damaged(folder, "%s does not name the format %s".formatted(manifest, format));
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

    private static String digest(Path file) {
        try {
            return Sha256.of(file);
        } catch (IOException e) {
            throw new SaoException("%s cannot be read: %s".formatted(file, e), "Check the disk.", e);
        }
    }
}
