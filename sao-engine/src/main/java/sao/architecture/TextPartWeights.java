package sao.architecture;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import sao.domain.SaoException;
import sao.weights.WeightSource;

/// The weights of the text part of a folder, under the names of a text model. What belongs to a known other
/// part is passed over; every other name stays, so that a tensor which nobody reads is refused as it is in a
/// text model.
final class TextPartWeights implements WeightSource {
    /// Beginning of a name to that of a text model: as files are written, and as transformers names them in
    /// memory.
    private static final Map<String, String> BEGINNINGS = Map.of(
            "language_model.model.", "model.",
            "language_model.lm_head.", "lm_head.",
            "model.language_model.", "model.");

    private static final List<String> OTHER_PARTS =
            List.of("vision_tower.", "multi_modal_projector.", "model.vision_tower.", "model.multi_modal_projector.");

    private final WeightSource whole;
    private final SequencedMap<String, String> wholeNames = new LinkedHashMap<>();

    TextPartWeights(WeightSource whole) {
        this.whole = whole;
        for (String name : whole.names()) {
            textName(name).ifPresent(textName -> add(textName, name));
        }
    }

    private void add(String textName, String name) {
        String other = wholeNames.putIfAbsent(textName, name);
        if (other != null) {
            whole.close();
            throw new SaoException(
                    "%s: %s and %s are both %s of the text part.".formatted(whole, other, name, textName),
                    "Take all files from the same revision of the model.");
        }
    }

    /// {@return the name of a weight in a text model; empty for a weight of another part}
    private static Optional<String> textName(String name) {
        if (OTHER_PARTS.stream().anyMatch(name::startsWith)) {
            return Optional.empty();
        }
        return Optional.of(BEGINNINGS.entrySet().stream()
                .filter(beginning -> name.startsWith(beginning.getKey()))
                .findFirst()
                .map(beginning ->
                        beginning.getValue() + name.substring(beginning.getKey().length()))
                .orElse(name));
    }

    private String wholeName(String name) {
        return wholeNames.getOrDefault(name, name);
    }

    @Override
    public List<String> names() {
        return List.copyOf(wholeNames.keySet());
    }

    @Override
    public long[] shape(String name) {
        return whole.shape(wholeName(name));
    }

    @Override
    public String storedAs(String name) {
        return whole.storedAs(wholeName(name));
    }

    @Override
    public Tensor read(String name) {
        return whole.read(wholeName(name));
    }

    @Override
    public String fingerprint() {
        return whole.fingerprint();
    }

    @Override
    public String toString() {
        return whole.toString();
    }

    @Override
    public void close() {
        whole.close();
    }
}
