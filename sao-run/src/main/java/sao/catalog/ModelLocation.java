package sao.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sao.error.SaoException;

/// Finds the files of a model that a user has named.
public final class ModelLocation {
    private ModelLocation() {}

    /// {@return the folder or GGUF file of a model, fetched if the catalog knows it and it is not here}
    ///
    /// @param name a name of the catalog, a folder, a `.gguf` file, or `hf:organisation/name`
    /// @param store where catalog models are kept
    /// @param listener of a fetch
    /// @throws SaoException if there is nothing of that name
    public static Path resolve(String name, ModelStore store, FetchListener listener) {
        Optional<CatalogEntry> entry = ModelCatalog.find(name);
        if (entry.isPresent()) {
            return store.fetch(entry.get(), listener);
        }
        if (name.startsWith("hf:")) {
            throw new SaoException(
                    "%s is on the Hugging Face hub, from which this version does not download.".formatted(name),
                    "Download it (for example `huggingface-cli download %s --local-dir model`) and give the folder."
                            .formatted(name.substring("hf:".length())));
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        if (Files.isRegularFile(path)) {
            return file(path);
        }
        throw new SaoException(
                "There is no model '%s': no file, no folder and no name of the catalog.".formatted(name),
                "Give a Hugging Face folder, a .gguf file or one of: %s."
                        .formatted(String.join(
                                ", ",
                                ModelCatalog.entries().stream()
                                        .map(CatalogEntry::name)
                                        .toList())));
    }

    private static Path folder(Path folder) {
        if (!Files.isRegularFile(folder.resolve("config.json"))) {
            throw new SaoException(
                    "The folder %s has no config.json.".formatted(folder),
                    "Give a Hugging Face model folder (config.json, tokenizer.json, *.safetensors) or a .gguf file.");
        }
        return folder;
    }

    private static Path file(Path file) {
        if (!file.toString().endsWith(".gguf")) {
            throw new SaoException(
                    "%s is a file, but no .gguf file.".formatted(file),
                    "Give the folder it lies in if it is a Hugging Face model, or a .gguf file.");
        }
        return file;
    }
}
