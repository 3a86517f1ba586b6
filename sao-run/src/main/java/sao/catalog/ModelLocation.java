package sao.catalog;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import sao.error.Excerpt;
import sao.error.SaoException;

/// Finds the files of a model by the name that the user gave.
public final class ModelLocation {
    private ModelLocation() {}

    /// {@return the folder or GGUF file of a model; downloaded if the model is in the catalog and not in the
    /// store}
    ///
    /// @param name a name of the catalog, a folder, a `.gguf` file, or `hf:organisation/name`
    /// @param store store of downloaded catalog models
    /// @param listener receives progress messages of a download
    /// @throws UnknownModelException if no catalog entry, folder or file has this name
    /// @throws SaoException if the download fails, or the folder or file does not contain a model
    public static Path resolve(String name, ModelStore store, FetchListener listener) {
        Optional<CatalogEntry> entry = ModelCatalog.find(name);
        if (entry.isPresent()) {
            return store.fetch(entry.get(), listener);
        }
        if (name.startsWith("hf:")) {
            throw new SaoException(
                    "%s is on the Hugging Face hub, from which this version does not download."
                            .formatted(Excerpt.of(name)),
                    "Download it (for example `huggingface-cli download %s --local-dir model`) and give the folder."
                            .formatted(Excerpt.of(name.substring("hf:".length()))));
        }
        Path path = Path.of(name);
        if (Files.isDirectory(path)) {
            return folder(path);
        }
        if (Files.isRegularFile(path)) {
            return file(path);
        }
        throw new UnknownModelException(name);
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
                    "The file %s does not end in .gguf.".formatted(file),
                    "Give a .gguf file, or the folder of a Hugging Face model.");
        }
        return file;
    }
}
