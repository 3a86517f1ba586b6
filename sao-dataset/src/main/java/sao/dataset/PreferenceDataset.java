package sao.dataset;

import java.nio.file.Path;
import java.util.List;
import sao.domain.PreferencePair;

/// Preference pairs as a folder that `datasets.load_dataset(folder)` opens.
public final class PreferenceDataset {
    /// Rows in a file unless the user says otherwise.
    public static final int ROWS_IN_SHARD = 100_000;

    private PreferenceDataset() {}

    /// What was written.
    ///
    /// @param files the data files
    /// @param pairs how many pairs they hold
    public record Written(List<Path> files, long pairs) {
        public Written {
            files = List.copyOf(files);
        }
    }

    /// Writes pairs and card. Equal pairs and card give equal bytes, on any machine at any time.
    ///
    /// @param pairs in ascending order of id; read once, one at a time
    /// @param form format and size of the files
    /// @return what was written
    /// @throws sao.error.SaoException if there is no pair, or the disk refuses
    /// @throws IllegalArgumentException if the order is broken, or a number is not finite
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
