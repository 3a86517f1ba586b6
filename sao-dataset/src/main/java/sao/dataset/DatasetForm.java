package sao.dataset;

import sao.error.SaoException;

/// How a dataset lies on disk.
///
/// @param format of its files
/// @param rowsInShard most rows in a file
public record DatasetForm(DatasetFormat format, int rowsInShard) {
    /// @throws SaoException if a file could hold no row
    public DatasetForm {
        if (rowsInShard < 1) {
            throw new SaoException(
                    "%d rows in a file are too few.".formatted(rowsInShard), "Give --shard-rows at least 1.");
        }
    }

    /// {@return files of the usual size}
    public static DatasetForm of(DatasetFormat format) {
        return new DatasetForm(format, PreferenceDataset.ROWS_IN_SHARD);
    }

    <T> DatasetFolder<T> folder(Table<T> table) {
        return new DatasetFolder<>(table, format, rowsInShard);
    }
}
