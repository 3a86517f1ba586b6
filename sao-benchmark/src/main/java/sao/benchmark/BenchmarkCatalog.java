package sao.benchmark;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// The benchmarks that this package contains.
public final class BenchmarkCatalog {
    private static final List<String> NAMES = List.of(
            "arc_challenge",
            "hellaswag",
            "mmlu",
            "truthfulqa_mc1",
            "truthfulqa_mc2",
            "winogrande",
            "gsm8k",
            "gsm8k_chat");
    private static final JsonMapper JSON = new JsonMapper();

    private BenchmarkCatalog() {}

    /// {@return the names of all benchmarks}
    public static List<String> names() {
        return NAMES;
    }

    /// {@return the benchmark of a name; empty if there is none}
    public static Optional<Benchmark> find(String name) {
        return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
    }

    private static Benchmark read(String name) {
        try (InputStream file = BenchmarkCatalog.class.getResourceAsStream(name + ".json")) {
            if (file == null) {
                throw new IllegalStateException("the jar has no " + name + ".json");
            }
            return new Benchmark(JSON.readTree(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
