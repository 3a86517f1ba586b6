package sao.dataset;

import java.io.Closeable;
import java.io.IOException;
import sao.domain.PreferencePair;

/// An open file of one format that takes pairs in order.
interface PairSink extends Closeable {
    /// Appends one pair.
    void append(PreferencePair pair) throws IOException;
}
