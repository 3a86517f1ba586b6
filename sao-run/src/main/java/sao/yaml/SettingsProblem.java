package sao.yaml;

import sao.error.Excerpt;

/// One setting that cannot be used.
///
/// @param origin the file or option it was given in
/// @param path of the key
/// @param problem what is wrong and what is allowed, continuing the path
public record SettingsProblem(String origin, String path, String problem) {
    @Override
    public String toString() {
        return origin + ": " + Excerpt.of(path) + " " + problem;
    }
}
