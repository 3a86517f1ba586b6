package sao.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// A file format for preference pairs.
public enum DatasetFormat {
    /// One JSON object a line, UTF-8, LF.
    JSONL,
    /// Apache Parquet, zstd.
    PARQUET;

    /// {@return the name in commands and file endings, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return the format of that label}
    ///
    /// @throws SaoException if there is none
    public static DatasetFormat of(String label) {
        for (DatasetFormat format : values()) {
            if (format.label().equals(label)) {
                return format;
            }
        }
        throw new SaoException(
                "'%s' is not a dataset format.".formatted(label),
                "Use one of: %s."
                        .formatted(Arrays.stream(values())
                                .map(DatasetFormat::label)
                                .collect(Collectors.joining(", "))));
    }
}
