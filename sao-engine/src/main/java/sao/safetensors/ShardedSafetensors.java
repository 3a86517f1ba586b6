package sao.safetensors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bytedeco.pytorch.Tensor;
import sao.error.SaoException;
import sao.weights.FileDigests;
import sao.weights.WeightSource;

/// The weights of a Hugging Face folder: `model.safetensors`, or the shards that
/// `model.safetensors.index.json` names.
public final class ShardedSafetensors implements WeightSource {
    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private final Path folder;
    private final SequencedMap<String, SafetensorsFile> shards;
    private final SequencedMap<String, SafetensorsFile> byTensor = new LinkedHashMap<>();

    private ShardedSafetensors(Path folder, SequencedMap<String, SafetensorsFile> shards) {
        this.folder = folder;
        this.shards = shards;
        for (SafetensorsFile shard : shards.values()) {
            for (String name : shard.names()) {
                byTensor.putIfAbsent(name, shard);
            }
        }
    }

    /// Opens the weights of a folder.
    ///
    /// @throws SaoException if the folder does not contain weights, a shard is missing or damaged, or the
    ///     index names a tensor that its shard lacks
    public static ShardedSafetensors open(Path folder) {
        Path index = folder.resolve(INDEX);
        if (!Files.exists(index)) {
            Path single = folder.resolve(SINGLE);
            if (!Files.exists(single)) {
                throw new SaoException(
                        "%s holds neither %s nor %s.".formatted(folder, SINGLE, INDEX),
                        "Name a folder with a model in Hugging Face's format, or a .gguf file.");
            }
            return openAll(folder, Map.of(), new TreeSet<>(List.of(SINGLE)));
        }
        Map<String, String> shardOfTensor = readIndex(index);
        return openAll(folder, shardOfTensor, new TreeSet<>(shardOfTensor.values()));
    }

    private static ShardedSafetensors openAll(Path folder, Map<String, String> index, SortedSet<String> files) {
        SequencedMap<String, SafetensorsFile> shards = new LinkedHashMap<>();
        try {
            for (String file : files) {
                shards.put(file, SafetensorsFile.open(folder.resolve(file)));
            }
            ShardedSafetensors opened = new ShardedSafetensors(folder, shards);
            index.forEach(opened::requireIn);
            return opened;
        } catch (RuntimeException e) {
            shards.values().forEach(SafetensorsFile::close);
            throw e;
        }
    }

    private static Map<String, String> readIndex(Path index) {
        JsonNode map;
        try {
            map = new JsonMapper().readTree(Files.readAllBytes(index)).path("weight_map");
        } catch (IOException e) {
            throw new SaoException("%s cannot be read as JSON.".formatted(index), "Fetch the file again.", e);
        }
        Map<String, String> shardOfTensor = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            String file = entry.getValue().asText();
            if (!Path.of(file).equals(Path.of(file).getFileName()) || file.isEmpty()) {
                throw new SaoException(
                        "%s puts tensor %s into '%s', which is not a plain file name."
                                .formatted(index, entry.getKey(), file),
                        "Fetch the model from a source you trust.");
            }
            shardOfTensor.put(entry.getKey(), file);
        }
        if (shardOfTensor.isEmpty()) {
            throw new SaoException("%s has no weight_map.".formatted(index), "Fetch the file again.");
        }
        return shardOfTensor;
    }

    private void requireIn(String tensor, String file) {
        SafetensorsFile shard = shards.get(file);
        if (shard == null || !shard.names().contains(tensor)) {
            throw new SaoException(
                    "%s promises tensor %s in %s, but it is not there.".formatted(folder.resolve(INDEX), tensor, file),
                    "Take the index and all shards from the same revision of the model.");
        }
    }

    @Override
    public List<String> names() {
        return List.copyOf(byTensor.keySet());
    }

    @Override
    public long[] shape(String name) {
        return shardOf(name).shape(name);
    }

    @Override
    public String storedAs(String name) {
        return shardOf(name).storedAs(name);
    }

    @Override
    public Tensor read(String name) {
        return shardOf(name).read(name);
    }

    private SafetensorsFile shardOf(String name) {
        SafetensorsFile shard = byTensor.get(name);
        if (shard == null) {
            throw new SaoException(
                    "The weights in %s have no tensor %s.".formatted(folder, name),
                    "Take config.json and the weights from the same model.");
        }
        return shard;
    }

    @Override
    public void unload() {
        shards.values().forEach(SafetensorsFile::unload);
    }

    @Override
    public String fingerprint() {
        SequencedMap<String, String> digests = new LinkedHashMap<>();
        shards.forEach((name, shard) -> digests.put(name, shard.fingerprint()));
        return FileDigests.combined(digests);
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    @Override
    public void close() {
        shards.values().forEach(SafetensorsFile::close);
    }
}
