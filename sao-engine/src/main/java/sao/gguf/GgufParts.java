package sao.gguf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sao.error.SaoException;
import sao.weights.FileDigests;
import sao.weights.MappedFile;

/// A GGUF model on disk: one file, or parts with names like `NAME-00001-of-00003.gguf`, of which the first
/// contains the metadata of all.
final class GgufParts implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("(.+)-(\\d{5})-of-(\\d{5})\\.gguf");
    private static final int MOST = 99_999;

    private final List<MappedFile> files = new ArrayList<>();
    private final SequencedMap<String, Placed> tensors = new LinkedHashMap<>();
    private final SequencedMap<String, Object> metadata = new LinkedHashMap<>();

    /// A tensor and the part that holds it.
    record Placed(MappedFile file, GgufTensor tensor) {}

    private GgufParts() {}

    /// Opens a file and, if it is the first of several, the others beside it.
    ///
    /// @throws SaoException if a part is missing, damaged, truncated or of another model
    static GgufParts open(Path path) {
        GgufParts parts = new GgufParts();
        try {
            GgufHeader first = parts.add(path);
            parts.metadata.putAll(first.metadata());
            int count = count(first, path);
            if (count > 1) {
                parts.addOthers(path, count);
            }
            return parts;
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    /// {@return the number of parts}
    private static int count(GgufHeader header, Path path) {
        long count = number(header, "split.count", 1);
        long index = number(header, "split.no", 0);
        if (count < 0 || count > MOST) {
            throw new SaoException(
                    "%s says that it is one of %d parts.".formatted(path, count),
                    "Fetch the file again: it is damaged.");
        }
        if (count > 1 && index != 0) {
            throw new SaoException(
                    "%s is part %d of %d of a model; the first part says what the model is."
                            .formatted(path, index + 1, count),
                    "Name the file that ends in -00001-of-%05d.gguf.".formatted(count));
        }
        return (int) count;
    }

    private void addOthers(Path first, int count) {
        Matcher name = NAME.matcher(String.valueOf(first.getFileName()));
        if (!name.matches() || Integer.parseInt(name.group(3)) != count) {
            throw new SaoException(
                    "%s is the first of %d parts, but its name does not end in -00001-of-%05d.gguf."
                            .formatted(first, count, count),
                    "Give the parts the names they were published under.");
        }
        for (int i = 1; i < count; i++) {
            Path path = first.resolveSibling("%s-%05d-of-%05d.gguf".formatted(name.group(1), i + 1, count));
            if (!Files.isRegularFile(path)) {
                throw new SaoException(
                        "%s is missing: the model lies in %d parts.".formatted(path, count),
                        "Fetch all parts into one folder.");
            }
            GgufHeader header = add(path);
            if (number(header, "split.no", -1) != i || number(header, "split.count", -1) != count) {
                throw new SaoException(
                        "%s does not say that it is part %d of %d.".formatted(path, i + 1, count),
                        "Fetch all parts of the model from one place.");
            }
        }
        if (metadata.get("split.tensors.count") instanceof Long promised && promised != tensors.size()) {
            throw new SaoException(
                    "%s promises %d tensors, but its parts hold %d.".formatted(first, promised, tensors.size()),
                    "Fetch all parts of the model from one place.");
        }
    }

    private GgufHeader add(Path path) {
        MappedFile file = MappedFile.open(path);
        files.add(file);
        GgufHeader header = GgufHeader.read(file);
        for (GgufTensor tensor : header.tensors().values()) {
            if (tensors.putIfAbsent(tensor.name(), new Placed(file, tensor)) != null) {
                throw new SaoException(
                        "%s holds tensor %s, which an earlier part holds too.".formatted(path, tensor.name()),
                        "Fetch all parts of the model from one place.");
            }
        }
        return header;
    }

    private static long number(GgufHeader header, String key, long otherwise) {
        return header.metadata().get(key) instanceof Long number ? number : otherwise;
    }

    /// {@return the model's first file}
    Path path() {
        return files.getFirst().path();
    }

    /// {@return the metadata of the first file}
    SequencedMap<String, Object> metadata() {
        return metadata;
    }

    /// {@return all tensors by the files' own names, in their order}
    SequencedMap<String, Placed> tensors() {
        return tensors;
    }

    /// {@return SHA-256 of the file; of the parts' names and digests, if there are several}
    String fingerprint() {
        SequencedMap<String, String> digests = new LinkedHashMap<>();
        files.forEach(file -> digests.put(String.valueOf(file.path().getFileName()), file.sha256()));
        return FileDigests.combined(digests);
    }

    void unload() {
        files.forEach(MappedFile::unload);
    }

    @Override
    public void close() {
        files.forEach(MappedFile::close);
    }
}
