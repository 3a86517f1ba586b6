package sao.safetensors;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import sao.error.SaoException;
import sao.weights.MappedFile;
import sao.weights.WeightSource;

/// One memory-mapped safetensors file. Its tensors are views of the mapped memory and do not allocate memory;
/// they must not be used after [#close] nor written to.
public final class SafetensorsFile implements WeightSource {
    private final MappedFile file;
    private final SafetensorsHeader header;
    private Optional<String> fingerprint = Optional.empty();

    private SafetensorsFile(MappedFile file, SafetensorsHeader header) {
        this.file = file;
        this.header = header;
    }

    /// Opens a file and checks its header against its size.
    ///
    /// @throws SaoException if the file is missing, truncated, or not a safetensors file
    public static SafetensorsFile open(Path path) {
        MappedFile file = MappedFile.open(path);
        try {
            return new SafetensorsFile(file, SafetensorsHeader.read(file));
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /// {@return the metadata of the file}
    public Map<String, String> metadata() {
        return Map.copyOf(header.metadata());
    }

    @Override
    public List<String> names() {
        return List.copyOf(header.tensors().keySet());
    }

    @Override
    public long[] shape(String name) {
        return tensor(name).shape().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public String storedAs(String name) {
        return tensor(name).type().name();
    }

    @Override
    public Tensor read(String name) {
        StoredTensor tensor = tensor(name);
        return file.view(
                tensor.offset(),
                shape(name),
                tensor.type().scalarType(),
                tensor.type().bytes());
    }

    private StoredTensor tensor(String name) {
        StoredTensor tensor = header.tensors().get(name);
        if (tensor == null) {
            throw new SaoException(
                    "%s has no tensor %s.".formatted(file.path(), name),
                    "Take config.json and the weights from the same model.");
        }
        return tensor;
    }

    @Override
    public void unload() {
        file.unload();
    }

    @Override
    public String fingerprint() {
        if (fingerprint.isEmpty()) {
            fingerprint = Optional.of(file.sha256());
        }
        return fingerprint.get();
    }

    @Override
    public String toString() {
        return file.path().toString();
    }

    @Override
    public void close() {
        file.close();
    }
}
