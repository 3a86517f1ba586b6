package sao.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import sao.error.SaoException;

/// A file format for preference pairs.
public enum DatasetFormat {
    /// JSON lines: one JSON object per line, UTF-8, LF.
    JSONL,
    /// Apache Parquet, zstd.
    PARQUET;

    /// {@return the format's name in commands and file extensions, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return the format with the given label}
    ///
    /// @throws SaoException if no format has this label
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
