package sao.dataset;

import sao.error.SaoException;

/// File format and shard size of a dataset.
///
/// @param format format of the files
/// @param rowsInShard maximum number of rows in a file
public record DatasetForm(DatasetFormat format, int rowsInShard) {
    /// @throws SaoException if `rowsInShard` is below 1
    public DatasetForm {
        if (rowsInShard < 1) {
            throw new SaoException(
                    "%d rows in a file are too few.".formatted(rowsInShard), "Give --shard-rows at least 1.");
        }
    }

    /// {@return files of this format with the default shard size}
    public static DatasetForm of(DatasetFormat format) {
        return new DatasetForm(format, PreferenceDataset.ROWS_IN_SHARD);
    }

    <T> DatasetFolder<T> folder(Table<T> table) {
        return new DatasetFolder<>(table, format, rowsInShard);
    }
}
