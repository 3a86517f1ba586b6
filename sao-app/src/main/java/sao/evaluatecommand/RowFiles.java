package sao.evaluatecommand;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sao.benchmark.Benchmark.DataSource;
import sao.benchmark.BenchmarkEvaluation.Rows;
import sao.error.SaoException;
import sao.ingest.TableFile;

/// Finds and reads the rows of a benchmark: a file, the files of a split in a folder, or those in the cache of the
/// Hugging Face hub.
///
/// @param source where the rows are published
/// @param environment variables of the process, which name the hub's cache
record RowFiles(DataSource source, Map<String, String> environment) {
    private static final int DEEPEST = 4;

    RowFiles {
        environment = Map.copyOf(environment);
    }

    /// {@return the rows of a split}
    ///
    /// @param given file or folder; empty for the hub's cache
    /// @param split such as `test`
    /// @param option of the command line that names the file
    /// @param most largest number of rows
    /// @throws SaoException if no file is found, or it cannot be read
    Rows read(Optional<Path> given, String split, String option, int most) {
        List<Path> files = given.isPresent() && !Files.isDirectory(given.get())
                ? List.of(given.get())
                : ofSplit(given.orElseGet(this::cache), split, option);
        List<ObjectNode> rows = new ArrayList<>();
        for (Path file : files) {
            if (!Files.exists(file)) {
                throw missing("%s does not exist.".formatted(file), split, option);
            }
            if (rows.size() < most) {
                rows.addAll(TableFile.read(file));
            }
        }
        return new Rows(
                rows.subList(0, Math.min(most, rows.size())), files.getFirst().toString());
    }

    /// {@return the folder of this data set in the hub's cache}
    Path cache() {
        Path hub = Optional.ofNullable(environment.get("HF_HUB_CACHE"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(environment.get("HF_HOME")).map(home -> Path.of(home, "hub")))
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "huggingface", "hub"));
        return hub.resolve("datasets--" + source.repository().replace("/", "--"));
    }

    /// {@return the files of a split in a folder, in the order of their names; of the first extension of
    /// [TableFile#EXTENSIONS] that occurs, and of the data set's subset if it has a folder}
    private List<Path> ofSplit(Path folder, String split, String option) {
        Pattern name =
                Pattern.compile(Pattern.quote(split) + "([-_.].*)?\\.(" + String.join("|", TableFile.EXTENSIONS) + ")");
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder, DEEPEST)) {
                files.filter(file ->
                                name.matcher(String.valueOf(file.getFileName())).matches() && Files.isRegularFile(file))
                        .sorted()
                        .forEach(found::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<Path> own = found.stream()
                .filter(file -> folder.relativize(file).startsWith(source.subset())
                        || file.resolveSibling("").endsWith(source.subset()))
                .toList();
        List<Path> files = source.subset().isEmpty() || own.isEmpty() ? found : own;
        return files.stream()
                .map(TableFile::extension)
                .min(Comparator.comparingInt(TableFile.EXTENSIONS::indexOf))
                .map(kind -> files.stream()
                        .filter(file -> TableFile.extension(file).equals(kind))
                        .toList())
                .orElseThrow(
                        () -> missing("%s has no file of the split '%s'.".formatted(folder, split), split, option));
    }

    private SaoException missing(String problem, String split, String option) {
        return new SaoException(
                problem,
                "Give the rows of the split '%s' of %s%s with %s FILE (.parquet, .jsonl, .json or .csv), or fetch them: hf download --repo-type dataset %s."
                        .formatted(
                                split,
                                source.repository(),
                                source.subset().isEmpty() ? "" : " (" + source.subset() + ")",
                                option,
                                source.repository()));
    }
}
