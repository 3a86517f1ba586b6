package sao.yaml;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.error.Excerpt;
import sao.loss.LossKind;
import sao.schema.SettingsSchema;
import sao.schema.SettingsSchema.Entry;
import sao.schema.SettingsSchema.Leaf;
import sao.schema.SettingsSchema.Section;
import sao.schema.Suggestion;
import sao.settings.RunSettings;

/// Reads layers of settings, where later layers override earlier ones, and reports all errors together.
public final class SettingsReader {
    /// The keys of a run.
    static final Section ROOT = SettingsSchema.of(RunSettings.class);

    static final String GAMMA = "train.gamma";
    static final String LOSS = "train.loss";
    static final String GAMMA_BETA_RATIO = "train.gamma_beta_ratio";

    private final List<SettingsProblem> problems = new ArrayList<>();
    private final Map<String, Object> given = new LinkedHashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();

    private final Section root;

    private SettingsReader(Section root) {
        this.root = root;
    }

    /// {@return the settings of these layers; keys that no layer gives have their defaults}
    ///
    /// @param layers the layers in order; a later layer overrides earlier ones
    /// @throws InvalidSettingsException with every problem found
    public static RunSettings read(List<SettingsLayer> layers) {
        return read(RunSettings.class, layers);
    }

    /// {@return the settings of a training outside a run: the keys of a run that affect training}
    ///
    /// @param layers the layers in order; a later layer overrides earlier ones
    /// @throws InvalidSettingsException with every problem found
    public static RunSettings.TrainingOnly readTuning(List<SettingsLayer> layers) {
        return read(RunSettings.TrainingOnly.class, layers);
    }

    private static <T extends Record> T read(Class<T> type, List<SettingsLayer> layers) {
        SettingsReader reader = new SettingsReader(SettingsSchema.of(type));
        for (SettingsLayer layer : layers) {
            boolean both = layer.tree().path("train").has("gamma")
                    && layer.tree().path("train").has("gamma_beta_ratio");
            if (both) {
                reader.problem(
                        layer.origin(),
                        GAMMA,
                        "and %s are two spellings of one setting (gamma is ratio times beta); give one of them"
                                .formatted(GAMMA_BETA_RATIO));
            }
            reader.section(layer.origin(), reader.root, layer.tree());
        }
        reader.giveWhatIsUsual();
        reader.resolveGamma();
        return type.cast(reader.finish());
    }

    /// {@return the default settings}
    public static RunSettings defaults() {
        return read(List.of());
    }

    private void section(String origin, Section section, JsonNode tree) {
        for (Map.Entry<String, JsonNode> property : tree.properties()) {
            String key = property.getKey();
            String path = section.path().isEmpty() ? key : section.path() + "." + key;
            JsonNode value = property.getValue();
            Optional<Entry> entry = section.entries().stream()
                    .filter(candidate -> candidate.key().equals(key))
                    .findFirst();
            if (path.equals(GAMMA_BETA_RATIO)) {
                ratio(origin, value);
            } else if (entry.isEmpty()) {
                unknown(origin, section, path, key);
            } else {
                switch (entry.get()) {
                    case Leaf leaf -> leaf(origin, leaf, value);
                    case Section inner -> inner(origin, inner, value);
                }
            }
        }
    }

    private void inner(String origin, Section section, JsonNode value) {
        if (value.isObject()) {
            section(origin, section, value);
        } else if (!value.asText().isEmpty() && !value.isNull()) { // a key without a value leaves the defaults
            problem(
                    origin,
                    section.path(),
                    "is %s, but it must be a section with the keys %s"
                            .formatted(
                                    Excerpt.of(value),
                                    String.join(
                                            ", ",
                                            section.entries().stream()
                                                    .map(Entry::key)
                                                    .toList())));
        }
    }

    private void leaf(String origin, Leaf leaf, JsonNode value) {
        Optional<Object> read = SettingsValue.read(leaf, value);
        if (read.isEmpty()) {
            problem(
                    origin,
                    leaf.path(),
                    "is %s, but it must be %s".formatted(Excerpt.of(value), leaf.allowed()) + meant(leaf, value));
            return;
        }
        give(origin, leaf.path(), read.get());
        if (leaf.path().equals(GAMMA)) {
            given.remove(GAMMA_BETA_RATIO);
        }
    }

    private static String meant(Leaf leaf, JsonNode value) {
        List<String> near = value.isTextual() ? Suggestion.near(value.textValue(), leaf.choices()) : List.of();
        return near.isEmpty() ? "" : "; did you mean %s?".formatted(near.getFirst());
    }

    private void ratio(String origin, JsonNode value) {
        double ratio = value.isNumber() ? value.doubleValue() : SettingsSchema.number(value.asText());
        if (!(ratio >= 0 && ratio <= 1000)) {
            problem(
                    origin,
                    GAMMA_BETA_RATIO,
                    "is %s, but it must be a number at least 0 and at most 1000".formatted(Excerpt.of(value)));
            return;
        }
        given.remove(GAMMA);
        give(origin, GAMMA_BETA_RATIO, ratio);
    }

    /// Applies the defaults of the chosen loss to the numbers that no layer gives.
    private void giveWhatIsUsual() {
        if (given.get(LOSS) instanceof LossKind loss) {
            Map<String, Double> usual = Map.of(
                    "train.beta",
                    loss.usualBeta(),
                    GAMMA,
                    loss.usualGamma(),
                    "train.nll_weight",
                    loss.usualLikelihoodWeight());
            usual.forEach((path, value) -> {
                boolean ratio = path.equals(GAMMA) && given.containsKey(GAMMA_BETA_RATIO);
                if (!ratio && !given.containsKey(path)) {
                    give(origins.getOrDefault(LOSS, ""), path, value);
                }
            });
        }
    }

    /// Multiplies the given ratio by beta, because the loss has one parameter for both.
    private void resolveGamma() {
        if (given.remove(GAMMA_BETA_RATIO) instanceof Double ratio) {
            Object beta = given.getOrDefault("train.beta", SettingsValue.standard("train.beta"));
            give(origins.getOrDefault(GAMMA_BETA_RATIO, ""), GAMMA, ratio * (Double) beta);
        }
    }

    private void unknown(String origin, Section section, String path, String key) {
        List<String> siblings = section.entries().stream().map(Entry::key).toList();
        List<String> meant = Suggestion.near(key, siblings).stream()
                .map(near -> section.path().isEmpty() ? near : section.path() + "." + near)
                .toList();
        if (meant.isEmpty()) {
            List<Leaf> leaves = root.leaves();
            meant = leaves.stream()
                    .filter(leaf -> leaf.key().equals(key))
                    .map(Leaf::path)
                    .toList();
        }
        problem(
                origin,
                path,
                meant.isEmpty()
                        ? "is not a setting; %s has the keys %s"
                                .formatted(
                                        section.path().isEmpty() ? "the file" : section.path(),
                                        String.join(", ", siblings))
                        : "is not a setting; did you mean %s?".formatted(String.join(" or ", meant)));
    }

    private void give(String origin, String path, Object value) {
        given.put(path, value);
        origins.put(path, origin);
    }

    private void problem(String origin, String path, String words) {
        problems.add(new SettingsProblem(origin, path, words));
    }

    private Record finish() {
        SettingsBuilder builder = new SettingsBuilder(given);
        Optional<Record> settings = problems.isEmpty() ? builder.build(root) : Optional.empty();
        builder.broken().ifPresent(broken -> problem("settings", broken.path(), broken.words()));
        return settings.orElseThrow(() -> new InvalidSettingsException(problems));
    }
}
