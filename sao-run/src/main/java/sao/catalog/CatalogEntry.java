package sao.catalog;

import java.util.List;

/// A model of the catalog.
///
/// @param name the model's name in settings and commands
/// @param family the model's architecture
/// @param licence the model's licence
/// @param purpose the model's intended use, a few words
/// @param file one GGUF file: its name, size and digest
/// @param packages packages whose files, concatenated in order, are the GGUF file
/// @param repository the model's original repository on the Hugging Face hub
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

    /// A file with known name, size and digest.
    ///
    /// @param name name of the file
    /// @param bytes size in bytes; 0 if unknown
    /// @param sha256 SHA-256 digest, 64 hexadecimal digits
    public record ModelFile(String name, long bytes, String sha256) {}
}
