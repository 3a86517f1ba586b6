package sao.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sao.error.Excerpt;
import sao.experiment.ExperimentPlan.Arm;
import sao.experiment.ExperimentPlan.Primary;
import sao.schema.Suggestion;
import sao.settings.RunSettings;
import sao.yaml.InvalidSettingsException;
import sao.yaml.Preset;
import sao.yaml.SettingsComments;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsProblem;
import sao.yaml.SettingsReader;

/// Reads an experiment file, and reports all problems of all arms together.
public final class ExperimentFile {
    private static final List<String> KEYS = List.of("base", "settings", "seeds", "arms", "control", "primary");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,59}");

    private final Path file;
    private final ObjectNode tree;
    private final Set<SettingsProblem> problems = new LinkedHashSet<>();

    private ExperimentFile(Path file, ObjectNode tree) {
        this.file = file;
        this.tree = tree;
    }

    /// {@return the plan in a file}
    ///
    /// @throws InvalidSettingsException with every problem found, or if the file cannot be read
    public static ExperimentPlan read(Path file) {
        return new ExperimentFile(file, SettingsLayer.file(file).tree()).plan();
    }

    /// {@return the name of an experiment: that of its file, without the extension}
    public static String name(Path file) {
        return Optional.ofNullable(file.getFileName())
                .map(Path::toString)
                .orElse("experiment")
                .replaceFirst("\\.ya?ml$", "");
    }

    private ExperimentPlan plan() {
        for (Map.Entry<String, JsonNode> property : tree.properties()) {
            if (!KEYS.contains(property.getKey())) {
                List<String> near = Suggestion.near(property.getKey(), KEYS);
                problem(
                        property.getKey(),
                        near.isEmpty()
                                ? "is not a key of an experiment; those are %s".formatted(String.join(", ", KEYS))
                                : "is not a key of an experiment; did you mean %s?".formatted(near.getFirst()));
            }
        }
        List<Long> seeds = seeds(tree.path("seeds"));
        List<Arm> arms = arms(tree.path("arms"));
        Optional<Primary> primary = new PrimaryReader(this::problem).read(tree.path("primary"));
        Optional<String> control = control(tree.path("control"));
        if (problems.isEmpty()) {
            ArmChecks checks = new ArmChecks(arms, this::problem);
            checks.differ();
            primary.ifPresent(checks::measure);
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(List.copyOf(problems));
        }
        return new ExperimentPlan(name(file), arms, seeds, control, primary.orElseThrow());
    }

    private List<Long> seeds(JsonNode given) {
        if (!given.isArray() || given.isEmpty()) {
            problem("seeds", "must be a list of whole numbers, such as [1, 2, 3]");
            return List.of();
        }
        Set<Long> seeds = new LinkedHashSet<>();
        for (JsonNode seed : given) {
            if (!seed.isIntegralNumber() || !seed.canConvertToLong()) {
                problem("seeds", "has %s, which is not a whole number of 64 bits".formatted(Excerpt.of(seed)));
            } else if (!seeds.add(seed.longValue())) {
                problem("seeds", "has %d twice".formatted(seed.longValue()));
            }
        }
        return List.copyOf(seeds);
    }

    private List<Arm> arms(JsonNode given) {
        if (!(given instanceof ObjectNode named) || named.isEmpty()) {
            problem("arms", "must be a mapping of a name to settings, such as `coin: {judge.kind: random}`");
            return List.of();
        }
        List<SettingsLayer> base = base();
        List<Arm> arms = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : named.properties()) {
            String name = each.getKey();
            String folded = name.toLowerCase(Locale.ROOT); // some file systems do not distinguish case
            if (!NAME.matcher(name).matches()) {
                problem(
                        "arms",
                        "has the name '%s', but a name has 1 to 60 letters, digits, '-', '_' or '.'"
                                .formatted(Excerpt.of(name)));
            } else if (names.containsKey(folded)) {
                problem(
                        "arms",
                        "has the names %s and %s, which differ only in case".formatted(names.get(folded), name));
            } else {
                names.put(folded, name);
                arm(name, each.getValue(), base).ifPresent(arms::add);
            }
        }
        return arms;
    }

    /// {@return the layers below those of the arms}
    private List<SettingsLayer> base() {
        List<SettingsLayer> layers = new ArrayList<>();
        JsonNode base = tree.path("base");
        if (base.isTextual()) {
            layers.add(named(base.textValue()));
        } else {
            section("base", base).ifPresent(layers::add);
        }
        section("settings", tree.path("settings")).ifPresent(layers::add);
        return layers;
    }

    /// {@return the settings of a preset, or of a file that is named relative to the experiment file}
    private SettingsLayer named(String base) {
        boolean isFile = base.endsWith(".yaml") || base.endsWith(".yml");
        return isFile
                ? SettingsLayer.file(file.resolveSibling(base))
                : Preset.named(base).layer();
    }

    private Optional<Arm> arm(String name, JsonNode given, List<SettingsLayer> base) {
        String origin = "%s, arm %s".formatted(file, name);
        Optional<SettingsLayer> own = section("arms." + name, given)
                .map(layer -> new SettingsLayer(origin, layer.tree(), SettingsComments.NONE));
        List<SettingsLayer> layers = new ArrayList<>(base);
        own.ifPresent(layers::add);
        try {
            RunSettings settings = SettingsReader.read(layers);
            if (settings.rounds() > 1) {
                problem(
                        "arms." + name,
                        "has rounds of %d; an experiment compares models of one round".formatted(settings.rounds()));
            }
            return Optional.of(new Arm(name, settings.withSeed(0)));
        } catch (InvalidSettingsException e) {
            if (e.problems().isEmpty()) {
                throw e;
            }
            e.problems()
                    .forEach(found -> problems.add(
                            layers.stream().anyMatch(layer -> layer.origin().equals(found.origin()))
                                    ? found
                                    : new SettingsProblem(origin, found.path(), found.problem())));
            return Optional.empty();
        }
    }

    /// {@return a mapping of settings with keys such as `train.epochs` resolved; empty if there is none}
    private Optional<SettingsLayer> section(String key, JsonNode given) {
        if (given.isMissingNode()
                || given.isNull()
                || (given.isTextual() && given.textValue().isEmpty())) {
            return Optional.empty();
        }
        if (!(given instanceof ObjectNode mapping)) {
            problem(key, "is %s, but it must be a mapping of settings".formatted(Excerpt.of(given)));
            return Optional.empty();
        }
        ObjectNode resolved = DottedKeys.resolve(mapping, path -> problem(key, "sets %s twice".formatted(path)));
        if (resolved.has("seed")) {
            problem(key, "sets the seed; list it in seeds");
        }
        return Optional.of(new SettingsLayer("%s, %s".formatted(file, key), resolved, SettingsComments.NONE));
    }

    private Optional<String> control(JsonNode given) {
        if (given.isMissingNode() || given.isNull()) {
            return Optional.empty();
        }
        String name = given.asText();
        if (!tree.path("arms").has(name)) {
            problem("control", "is %s, which is not one of the arms".formatted(Excerpt.of(name)));
        }
        return Optional.of(name);
    }

    private void problem(String path, String words) {
        problems.add(new SettingsProblem(file.toString(), path, words));
    }
}
