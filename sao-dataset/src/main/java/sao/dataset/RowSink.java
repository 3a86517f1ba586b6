package sao.dataset;

import java.io.Closeable;
import java.io.IOException;

/// An open file of one format to which rows are appended in order.
///
/// @param <T> type of a row
interface RowSink<T> extends Closeable {
    /// Appends one row.
    void append(T row) throws IOException;
}
