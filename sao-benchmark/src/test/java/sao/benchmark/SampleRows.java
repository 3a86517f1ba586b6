package sao.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;

/// Rows for tests, written for them, in the layouts of the published data sets.
final class SampleRows {
    private static final JsonMapper JSON = new JsonMapper();

    private SampleRows() {}

    /// {@return the rows of a text with one JSON object on each line; `'` stands for `"`}
    static List<JsonNode> of(String lines) {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : lines.strip().lines().toList()) {
            try {
                rows.add(JSON.readTree(line.replace('\'', '"')));
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException(line, e);
            }
        }
        return rows;
    }

    static Benchmark benchmark(String name) {
        return BenchmarkCatalog.find(name).orElseThrow();
    }

    static List<Question> questions(String benchmark, String lines) {
        return benchmark(benchmark).questions(of(lines), "rows.jsonl");
    }
}
