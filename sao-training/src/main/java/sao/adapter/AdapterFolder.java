package sao.adapter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import sao.config.ModelConfig;
import sao.error.SaoException;
import sao.safetensors.SafetensorsFile;
import sao.safetensors.SafetensorsWriter;
import sao.weights.ElementType;
import sao.weights.RenamedWeights;
import sao.weights.WeightSource;

/// An adapter in the format of PEFT: `adapter_config.json` and `adapter_model.safetensors`. The metadata of
/// the weight file contains the digest of the base model's weights.
public final class AdapterFolder {
    /// The description of an adapter.
    public static final String CONFIG = "adapter_config.json";

    private static final String WEIGHTS = "adapter_model.safetensors";
    private static final String PREFIX = "base_model.model.";
    private static final String BASE = "sao_base_fingerprint";
    private static final JsonMapper JSON = new JsonMapper();

    private AdapterFolder() {}

    /// The base model of an adapter.
    ///
    /// @param name or path of the model, for users and for PEFT
    /// @param fingerprint digest of the model's weights
    public record Base(String name, String fingerprint) {}

    /// Writes both files into an existing folder.
    ///
    /// @param adapter the adapter's parameters, by the names of [AdapterShapes]
    /// @throws SaoException if the folder cannot be written
    public static void write(AdapterShapes shapes, WeightSource adapter, Base base, Path folder) {
        SafetensorsWriter writer =
                new SafetensorsWriter().metadata("format", "pt").metadata(BASE, base.fingerprint());
        shapes.shapes()
                .forEach((name, shape) -> writer.add(PREFIX + name, ElementType.F32, shape, () -> adapter.read(name)));
        writer.write(folder.resolve(WEIGHTS));
        try {
            Files.writeString(
                    folder.resolve(CONFIG),
                    config(shapes.settings(), base.name()).toPrettyString() + "\n");
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be written: %s".formatted(folder.resolve(CONFIG), e),
                    "Check the folder and the free space.",
                    e);
        }
    }

    private static ObjectNode config(LoraSettings settings, String base) {
        ObjectNode config = JSON.createObjectNode();
        config.put("peft_type", "LORA")
                .put("task_type", "CAUSAL_LM")
                .put("base_model_name_or_path", base)
                .put("r", settings.rank())
                .put("lora_alpha", settings.alpha())
                .put("lora_dropout", 0.0)
                .put("bias", "none")
                .put("fan_in_fan_out", false)
                .put("use_rslora", false)
                .put("inference_mode", true);
        settings.targets().forEach(config.putArray("target_modules")::add);
        return config;
    }

    /// Opens an adapter for a model.
    ///
    /// @param config of the model
    /// @param base of the model
    /// @return the model's weights with the adapter added; closing it leaves the base open
    /// @throws SaoException if the folder does not contain an adapter, or contains one of another model
    public static MergedWeights merge(Path folder, ModelConfig config, WeightSource base) {
        AdapterShapes shapes = new AdapterShapes(config, settings(folder));
        SafetensorsFile file = SafetensorsFile.open(folder.resolve(WEIGHTS));
        try {
            check(folder, shapes, file, base);
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
        return new MergedWeights(base, named(file), shapes);
    }

    private static LoraSettings settings(Path folder) {
        JsonNode config;
        try {
            config = JSON.readTree(Files.readString(folder.resolve(CONFIG)));
        } catch (IOException e) {
            throw new SaoException(
                    "%s does not hold an adapter: %s cannot be read (%s).".formatted(folder, CONFIG, e.getMessage()),
                    "Give the folder that holds adapter_config.json and adapter_model.safetensors.",
                    e);
        }
        if (!config.path("peft_type").asText().equals("LORA")
                || config.path("use_rslora").asBoolean()
                || config.path("use_dora").asBoolean()
                || !config.path("bias").asText("none").equals("none")) {
            throw new SaoException(
                    "%s describes an adapter that is not plain LoRA.".formatted(folder.resolve(CONFIG)),
                    "Merge it with the tool that made it, and give the merged model.");
        }
        List<String> targets = new ArrayList<>();
        config.path("target_modules").forEach(target -> targets.add(target.asText()));
        return new LoraSettings(
                config.path("r").asInt(), config.path("lora_alpha").asDouble(), targets);
    }

    private static void check(Path folder, AdapterShapes shapes, SafetensorsFile file, WeightSource base) {
        String other = file.metadata().getOrDefault(BASE, base.fingerprint());
        if (!other.equals(base.fingerprint())) {
            throw new SaoException(
                    "The adapter %s was trained on another model than %s (digest %.12s against %.12s)."
                            .formatted(folder, base, other, base.fingerprint()),
                    "Give the model that it was trained on.");
        }
        SequencedMap<String, long[]> wanted = shapes.shapes();
        for (Map.Entry<String, long[]> entry : wanted.entrySet()) {
            String name = PREFIX + entry.getKey();
            long[] found = file.names().contains(name) ? file.shape(name) : new long[0];
            if (!Arrays.equals(found, entry.getValue())) {
                throw new SaoException(
                        "The adapter %s does not fit %s: %s has shape %s, but %s is wanted."
                                .formatted(
                                        folder, base, name, Arrays.toString(found), Arrays.toString(entry.getValue())),
                        "Give the model that it was trained on.");
            }
        }
        if (file.names().size() != wanted.size()) {
            throw new SaoException(
                    "The adapter %s has %d tensors, but %d fit %s."
                            .formatted(folder, file.names().size(), wanted.size(), base),
                    "Give the model that it was trained on.");
        }
    }

    /// {@return the weights of an adapter file, by the names of [AdapterShapes]}
    private static WeightSource named(SafetensorsFile file) {
        return new RenamedWeights(file, name -> Optional.of(name.substring(PREFIX.length())));
    }
}
