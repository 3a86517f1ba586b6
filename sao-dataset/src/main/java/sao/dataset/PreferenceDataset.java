package sao.dataset;

import java.nio.file.Path;
import java.util.List;
import sao.domain.PreferencePair;

/// Writes preference pairs as a dataset folder that `datasets.load_dataset(folder)` opens.
public final class PreferenceDataset {
    /// Default number of rows in a file.
    public static final int ROWS_IN_SHARD = 100_000;

    private PreferenceDataset() {}

    /// The files and the number of pairs that were written.
    ///
    /// @param files the data files
    /// @param pairs number of pairs in them
    public record Written(List<Path> files, long pairs) {
        public Written {
            files = List.copyOf(files);
        }
    }

    /// Writes the pairs and the card. Equal pairs and an equal card give equal bytes on every machine.
    ///
    /// @param pairs pairs in ascending order of their ids; read once, one at a time
    /// @param form file format and shard size
    /// @return the files and the number of pairs
    /// @throws sao.error.SaoException if there are no pairs, or a file cannot be written
    /// @throws IllegalArgumentException if the pairs are not in order, or a number is not finite
    public static Written write(Iterable<PreferencePair> pairs, DatasetForm form, DatasetCard card, Path folder) {
        PairStatistics statistics = new PairStatistics();
        List<Path> files = form.folder(PairColumns.TABLE)
                .write(
                        pairs,
                        statistics::add,
                        data -> card.markdown(PairColumns.TABLE, statistics.pairs(), statistics.table(), data),
                        folder);
        return new Written(files, statistics.pairs());
    }
}
