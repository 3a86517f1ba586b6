package sao.cache;

import java.util.List;
import sao.architecture.Attention;

/// The KV caches of one lane, and attention over them: the processor reads the memory of each sequence, a graphics
/// card reads all sequences with one set of operators.
///
/// Engine thread only. Owned by its creator.
public interface Caches extends AutoCloseable {
    /// {@return an empty cache, the caller's}
    ///
    /// @param tokens number of positions that it has memory for
    KeyValueCache allocate(int tokens);

    /// {@return attention of one new token of each sequence}
    ///
    /// @param caches of the sequences, made by this object, at least one
    /// @param rows of the pass; those beyond the sequences are padding
    Attention decoding(List<KeyValueCache> caches, int rows);

    /// {@return attention of chunks of prompts}
    ///
    /// @param chunks whose caches were made by this object, at least one
    /// @param rows of the pass
    Attention prefill(List<PrefillChunk> chunks, int rows);

    /// {@return the sizes of decoding passes}
    ///
    /// @param most largest number of sequences in a pass
    PassSizes decodingSizes(int most);

    /// {@return the sizes of prefill passes}
    ///
    /// @param most largest number of rows in a pass
    PassSizes prefillSizes(int most);

    /// {@return the number of positions in caches that are not closed}
    int heldPositions();

    /// Frees the memory that the caches share. The caches are closed before.
    @Override
    void close();
}
