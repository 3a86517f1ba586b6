package sao.samples;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sao.error.SaoException;
import sao.protocol.FileRecord;
import sao.samples.SampleSet.Sample;

/// Reads per-question results of a model: JSON lines with `id` and `correct` as `sao evaluate --samples`
/// writes them, and the files that lm-eval writes with `--log_samples`.
///
/// lm-eval's folder holds `results_TIME.json` with the means and `samples_TASK_TIME.jsonl` with a line
/// for each question and filter: `doc_id`, `doc_hash`, `filter`, `metrics` (names) and a number under
/// each name. Layout of lm-eval 0.4.
public final class SampleFiles {
    private static final Pattern SAMPLES = Pattern.compile("samples_(.+?)(_\\d{4}-\\d{2}-\\d{2}T[^/]*)?\\.jsonl");
    private static final Pattern RESULTS = Pattern.compile("results(_.*)?\\.json");
    private static final List<String> USUAL_METRICS = List.of("acc", "acc_norm", "exact_match", "mc1", "mc2", "f1");
    private static final double ROUNDING = 1e-6;

    private SampleFiles() {}

    /// {@return the results that a path holds, by task, filter and metric}
    ///
    /// @param path a file of samples, a results file of lm-eval with its samples beside it, or a folder
    ///     of lm-eval, of which the latest samples of each task count
    /// @throws SaoException if it cannot be read or holds no samples, or if the mean in a results file is
    ///     not that of the samples
    public static Map<SampleSet.TaskMetric, SampleSet> read(Path path) {
        if (Files.isDirectory(path)) {
            return samples(path, "");
        }
        Matcher results = RESULTS.matcher(name(path));
        if (results.matches()) {
            String time = results.group(1) == null ? "" : results.group(1);
            Map<SampleSet.TaskMetric, SampleSet> sets =
                    samples(Objects.requireNonNull(path.toAbsolutePath().getParent()), time);
            sets.values().forEach(set -> check(path, set));
            return sets;
        }
        return file(path);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static Map<SampleSet.TaskMetric, SampleSet> samples(Path folder, String time) {
        Map<String, Path> latest = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder, 2)) {
            files.sorted().forEach(file -> {
                Matcher matcher = SAMPLES.matcher(name(file));
                if (matcher.matches() && (time.isEmpty() || name(file).endsWith(time + ".jsonl"))) {
                    latest.put(matcher.group(1), file);
                }
            });
        } catch (IOException e) {
            throw new SaoException("%s cannot be read: %s".formatted(folder, e), "Check the path and the rights.", e);
        }
        if (latest.isEmpty()) {
            throw new SaoException(
                    "%s holds no file samples_*%s.jsonl, so the answers cannot be paired.".formatted(folder, time),
                    "Run lm-eval with --log_samples, or give the files of `sao evaluate --samples`.");
        }
        Map<SampleSet.TaskMetric, SampleSet> sets = new LinkedHashMap<>();
        latest.values().forEach(file -> sets.putAll(file(file)));
        return sets;
    }

    private static Map<SampleSet.TaskMetric, SampleSet> file(Path file) {
        Matcher matcher = SAMPLES.matcher(name(file));
        String task = matcher.matches() ? matcher.group(1) : "";
        Map<SampleSet.TaskMetric, List<Sample>> found = new LinkedHashMap<>();
        for (FileRecord record : FileRecord.read(file)) {
            if (record.json().has("correct")) {
                add(
                        found,
                        new SampleSet.TaskMetric(
                                record.optionalText("benchmark").orElse(""), "none", "correct"),
                        record,
                        "id");
            } else {
                String filter = record.optionalText("filter").orElse("none");
                String id = record.json().has("doc_hash") ? "doc_hash" : "doc_id";
                metrics(record)
                        .forEach(metric -> add(found, new SampleSet.TaskMetric(task, filter, metric), record, id));
            }
        }
        Map<SampleSet.TaskMetric, SampleSet> sets = new LinkedHashMap<>();
        found.forEach((key, samples) -> sets.put(key, new SampleSet(key, samples)));
        return sets;
    }

    private static List<String> metrics(FileRecord record) {
        List<String> names = new ArrayList<>();
        record.json().path("metrics").forEach(name -> names.add(name.asText()));
        List<String> known = (names.isEmpty() ? USUAL_METRICS : names)
                .stream().filter(name -> isResult(record.json().path(name))).toList();
        if (known.isEmpty()) {
            throw record.wrong(
                    "has neither 'correct' nor a metric of lm-eval",
                    "Give JSON lines with id and correct, or lm-eval's samples_*.jsonl.");
        }
        return known;
    }

    private static boolean isResult(JsonNode value) {
        return value.isNumber() || value.isBoolean();
    }

    private static void add(
            Map<SampleSet.TaskMetric, List<Sample>> found,
            SampleSet.TaskMetric key,
            FileRecord record,
            String idField) {
        JsonNode id = record.json().path(idField);
        JsonNode value = record.json().path(key.metric());
        if (id.isMissingNode() || !isResult(value)) {
            throw record.wrong(
                    "has no '%s', or '%s' is neither a number nor true or false".formatted(idField, key.metric()),
                    "Give both in every record.");
        }
        double result = value.isBoolean() ? (value.booleanValue() ? 1 : 0) : value.doubleValue();
        found.computeIfAbsent(key, _ -> new ArrayList<>()).add(new Sample(id.asText(), result));
    }

    /// A results file and the samples beside it may belong to different runs.
    private static void check(Path results, SampleSet set) {
        JsonNode mean = FileRecord.read(results)
                .getFirst()
                .json()
                .path("results")
                .path(set.key().task())
                .path("%s,%s".formatted(set.key().metric(), set.key().filter()));
        if (mean.isNumber() && Math.abs(mean.doubleValue() - set.mean()) > ROUNDING) {
            throw new SaoException(
                    "%s states %s for %s, but the samples beside it have the mean %s."
                            .formatted(results, mean, set.key(), set.mean()),
                    "Give the samples of the same evaluation.");
        }
    }
}
