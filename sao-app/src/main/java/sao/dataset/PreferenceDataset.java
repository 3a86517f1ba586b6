package sao.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import sao.domain.PreferencePair;
import sao.domain.SaoException;

/// A folder that `datasets.load_dataset(folder)` opens: the pairs in one file, and the card.
public final class PreferenceDataset {
    private static final String CARD = "README.md";

    private PreferenceDataset() {}

    /// What was written.
    ///
    /// @param file the data file
    /// @param pairs how many pairs it holds
    public record Written(Path file, long pairs) {}

    /// Writes pairs and card. Equal pairs and card give equal bytes, on any machine at any time.
    ///
    /// @param pairs in ascending order of id; read once, one at a time
    /// @return what was written
    /// @throws SaoException if there is no pair, or the disk refuses
    /// @throws IllegalArgumentException if the order is broken, or a number is not finite
    public static Written write(Iterable<PreferencePair> pairs, DatasetFormat format, DatasetCard card, Path folder) {
        Iterator<PreferencePair> source = pairs.iterator();
        if (!source.hasNext()) {
            throw new SaoException(
                    "There is no preference pair to export.",
                    "Let the run go on until it has pairs; `sao status` shows how many, and why rows were dropped.");
        }
        Path file = folder.resolve("data/train-00000-of-00001." + format.label());
        PairStatistics statistics = new PairStatistics();
        WholeFile.write(file, unfinished -> copy(source, format, unfinished, statistics));
        String text = card.markdown(statistics, "data/train-*." + format.label());
        WholeFile.write(
                folder.resolve(CARD), unfinished -> Files.writeString(unfinished, text, StandardCharsets.UTF_8));
        return new Written(file, statistics.pairs());
    }

    private static void copy(
            Iterator<PreferencePair> source, DatasetFormat format, Path file, PairStatistics statistics)
            throws IOException {
        try (PairSink sink = open(format, file)) {
            String last = "";
            while (source.hasNext()) {
                PreferencePair pair = source.next();
                if (pair.id().compareTo(last) <= 0) {
                    throw new IllegalArgumentException("pair %s comes after %s".formatted(pair.id(), last));
                }
                last = pair.id();
                sink.append(pair);
                statistics.add(pair);
            }
        }
    }

    private static PairSink open(DatasetFormat format, Path file) throws IOException {
        return switch (format) {
            case JSONL -> new JsonLinesSink(file);
            case PARQUET -> new ParquetSink(file);
        };
    }
}
