package sao.yaml;

/// One thing that is wrong with what was given.
///
/// @param origin the file or option it was given in
/// @param path of the key
/// @param problem what is wrong and what would be right
public record SettingsProblem(String origin, String path, String problem) {
    @Override
    public String toString() {
        return origin + ": " + path + " " + problem;
    }
}
