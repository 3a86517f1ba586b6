package sao.weights;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.bytedeco.pytorch.Tensor;
import sao.error.SaoException;

/// The weights of a source under other names, or some of them. Tensors that are left out and original names
/// that were replaced are not accessible.
///
/// Owns the source and closes it.
public final class RenamedWeights implements WeightSource {
    private final WeightSource source;
    private final SequencedMap<String, String> originals = new LinkedHashMap<>();

    /// @param source closed with this, and at once if it is refused
    /// @param names the new name of an original one; empty to leave its tensor out
    /// @throws SaoException if two tensors get the same name
    public RenamedWeights(WeightSource source, Function<String, Optional<String>> names) {
        this.source = source;
        for (String original : source.names()) {
            names.apply(original).ifPresent(name -> add(name, original));
        }
    }

    private void add(String name, String original) {
        String other = originals.putIfAbsent(name, original);
        if (other != null) {
            source.close();
            throw new SaoException(
                    "%s: %s and %s are both %s.".formatted(source, other, original, name),
                    "Take all files from the same revision of the model.");
        }
    }

    private String original(String name) {
        String original = originals.get(name);
        if (original == null) {
            throw new SaoException(
                    "%s has no tensor %s.".formatted(source, name),
                    "Take config.json and the weights from the same model.");
        }
        return original;
    }

    @Override
    public List<String> names() {
        return List.copyOf(originals.keySet());
    }

    @Override
    public long[] shape(String name) {
        return source.shape(original(name));
    }

    @Override
    public String storedAs(String name) {
        return source.storedAs(original(name));
    }

    @Override
    public Tensor read(String name) {
        return source.read(original(name));
    }

    @Override
    public void unload() {
        source.unload();
    }

    @Override
    public String fingerprint() {
        return source.fingerprint();
    }

    @Override
    public String toString() {
        return source.toString();
    }

    @Override
    public void close() {
        source.close();
    }
}
