package sao.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import sao.error.SaoException;
import sao.file.DurableFile;

/// A dataset folder that `datasets.load_dataset(folder)` opens: rows in shards and a dataset card. Equal rows
/// and an equal card give equal bytes on every machine.
///
/// @param table type and columns of the rows
/// @param format format of the files
/// @param rowsInShard maximum number of rows in a file, at least 1
/// @param <T> type of a row
record DatasetFolder<T>(Table<T> table, DatasetFormat format, int rowsInShard) {
    private static final String CARD = "README.md";

    /// Writes the rows and the card. Files of an earlier export are replaced.
    ///
    /// @param rows rows in ascending order of their ids; read once, one at a time
    /// @param each is called with every row
    /// @param card returns the card's text; called when all rows are written
    /// @return the data files
    /// @throws SaoException if there are no rows, or a file cannot be written
    /// @throws IllegalArgumentException if the rows are not in order, or a number is not finite
    List<Path> write(Iterable<T> rows, Consumer<T> each, Card card, Path folder) {
        Iterator<T> source = rows.iterator();
        if (!source.hasNext()) {
            throw new SaoException(
                    "There is no %s to export.".formatted(table.name().replace('_', ' ')),
                    "Let the run go on until it has some; `sao status` shows how many, and why rows were dropped.");
        }
        Path data = folder.resolve("data");
        List<Path> unnamed = new ArrayList<>();
        Copy copy = new Copy(source, each);
        while (source.hasNext()) {
            Path shard = data.resolve("shard-%05d.unfinished".formatted(unnamed.size()));
            DurableFile.write(shard, copy::shard);
            unnamed.add(shard);
        }
        List<Path> files = name(unnamed, data);
        String text = card.text("data/train-*." + format.label());
        DurableFile.write(
                folder.resolve(CARD), unfinished -> Files.writeString(unfinished, text, StandardCharsets.UTF_8));
        return files;
    }

    /// Writes the text of the card.
    interface Card {
        /// {@return the card's text, Markdown}
        ///
        /// @param files glob pattern of the data files
        String text(String files);
    }

    private final class Copy {
        private final Iterator<T> source;
        private final Consumer<T> each;
        private String last = "";

        private Copy(Iterator<T> source, Consumer<T> each) {
            this.source = source;
            this.each = each;
        }

        private void shard(Path file) throws IOException {
            try (RowSink<T> sink = open(file)) {
                for (int i = 0; i < rowsInShard && source.hasNext(); i++) {
                    T row = source.next();
                    String id = table.id().apply(row);
                    if (id.compareTo(last) <= 0) {
                        throw new IllegalArgumentException("%s %s comes after %s".formatted(table.name(), id, last));
                    }
                    last = id;
                    sink.append(row);
                    each.accept(row);
                }
            }
        }
    }

    private RowSink<T> open(Path file) throws IOException {
        return switch (format) {
            case JSONL -> new JsonLinesSink<>(table, file);
            case PARQUET -> new ParquetSink<>(table, file);
        };
    }

    /// Renames the shards when their number is known, and deletes data files of an earlier export.
    private List<Path> name(List<Path> shards, Path data) {
        List<Path> files = new ArrayList<>();
        try {
            try (DirectoryStream<Path> old = Files.newDirectoryStream(data, "train-?????-of-?????.{jsonl,parquet}")) {
                for (Path file : old) {
                    Files.delete(file);
                }
            }
            for (Path shard : shards) {
                String name = "train-%05d-of-%05d.%s".formatted(files.size(), shards.size(), format.label());
                files.add(Files.move(shard, data.resolve(name)));
            }
            return files;
        } catch (IOException e) {
            throw new SaoException(
                    "%s cannot be written: %s".formatted(data, e.getMessage()),
                    "Check the rights on the folder, then run the same command again.",
                    e);
        }
    }
}
