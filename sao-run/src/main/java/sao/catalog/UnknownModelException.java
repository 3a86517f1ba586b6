package sao.catalog;

import java.util.List;
import sao.error.Excerpt;
import sao.error.SaoException;
import sao.schema.Suggestion;

/// A model name that is neither in the catalog nor a file or folder.
public final class UnknownModelException extends SaoException {
    private static final long serialVersionUID = 1L;

    UnknownModelException(String name) {
        super(
                "There is no model '%s': no file, no folder and no name of the catalog.".formatted(Excerpt.of(name)),
                remedy(name));
    }

    private static String remedy(String name) {
        List<String> known =
                ModelCatalog.entries().stream().map(CatalogEntry::name).toList();
        List<String> near = Suggestion.near(name, known);
        return near.isEmpty()
                ? "Give a Hugging Face folder, a .gguf file or one of: %s.".formatted(String.join(", ", known))
                : "Did you mean %s? Otherwise give a Hugging Face folder or a .gguf file.".formatted(near.getFirst());
    }
}
