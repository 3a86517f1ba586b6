package sao.catalog;

import java.util.List;

/// A model known by name.
///
/// @param name by which settings and commands call it
/// @param family architecture it belongs to
/// @param licence it is given under
/// @param purpose what it is good for, a few words
/// @param file one GGUF file: its name, size and digest
/// @param packages packages whose files, one behind the other, are that file
/// @param repository where the model comes from, on the Hugging Face hub
public record CatalogEntry(
        String name,
        String family,
        String licence,
        String purpose,
        ModelFile file,
        List<PipPart> packages,
        String repository) {
    public CatalogEntry {
        packages = List.copyOf(packages);
    }

    /// A file that is known to the last bit.
    ///
    /// @param name of the file
    /// @param bytes its size; 0: not known beforehand
    /// @param sha256 its digest, 64 hexadecimal digits
    public record ModelFile(String name, long bytes, String sha256) {}
}
