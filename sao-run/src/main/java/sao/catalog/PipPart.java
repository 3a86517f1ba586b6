package sao.catalog;

/// A package of the Python package index that carries a model file, or a part of one. A wheel is a zip
/// archive.
///
/// @param name of the package
/// @param version of the package
/// @param member how the path of the wanted file inside the wheel ends
public record PipPart(String name, String version, String member) {
    /// {@return what `pip download` is asked for}
    public String requirement() {
        return name + "==" + version;
    }
}
