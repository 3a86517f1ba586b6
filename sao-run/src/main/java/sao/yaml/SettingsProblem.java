package sao.yaml;

import sao.error.Excerpt;

/// An error in one setting.
///
/// @param origin the file or option that contains the setting
/// @param path path of the key
/// @param problem the error and the allowed values, a phrase that continues the path
public record SettingsProblem(String origin, String path, String problem) {
    @Override
    public String toString() {
        return origin + ": " + Excerpt.of(path) + " " + problem;
    }
}
