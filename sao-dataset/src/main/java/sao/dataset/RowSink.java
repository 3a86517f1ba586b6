package sao.dataset;

import java.io.Closeable;
import java.io.IOException;

/// An open file of one format that takes rows in order.
///
/// @param <T> what a row is
interface RowSink<T> extends Closeable {
    /// Appends one row.
    void append(T row) throws IOException;
}
