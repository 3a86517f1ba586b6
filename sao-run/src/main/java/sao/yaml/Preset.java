package sao.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import sao.schema.Suggestion;

/// A settings file that is a part of the program.
///
/// @param name name of the preset
/// @param text YAML with comments, as it is printed
public record Preset(String name, String text) {
    /// The preset that is used if neither settings nor a preset are given.
    public static final String QUICKSTART = "quickstart";

    private static final List<String> NAMES = List.of(
            QUICKSTART,
            "paper",
            "ablation-random-judge",
            "ablation-length-judge",
            "ablation-no-persona",
            "ablation-dpo",
            "ablation-orpo",
            "ablation-10k",
            "ablation-60k",
            "null-coin",
            "null-none");

    /// {@return the names of all presets}
    public static List<String> names() {
        return NAMES;
    }

    /// {@return the preset with the given name}
    ///
    /// @throws InvalidSettingsException if no preset has this name
    public static Preset named(String name) {
        if (!NAMES.contains(name)) {
            List<String> near = Suggestion.near(name, NAMES);
            throw new InvalidSettingsException(
                    "There is no preset '%s'.".formatted(name),
                    near.isEmpty()
                            ? "Use one of: %s.".formatted(String.join(", ", NAMES))
                            : "Did you mean %s?".formatted(near.getFirst()));
        }
        try (InputStream stream = Preset.class.getResourceAsStream(name + ".yaml")) {
            if (stream == null) {
                throw new IllegalStateException("the preset %s is not in the jar".formatted(name));
            }
            return new Preset(name, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the preset %s cannot be read from the jar".formatted(name), e);
        }
    }

    /// {@return the preset's settings as a layer}
    public SettingsLayer layer() {
        return SettingsLayer.yaml("preset " + name, text);
    }
}
