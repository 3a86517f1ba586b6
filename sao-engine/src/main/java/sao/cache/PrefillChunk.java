package sao.cache;

/// Consecutive tokens of one sequence within one pass.
///
/// A sequence is cut into chunks at positions that depend on this sequence alone, so that its numbers do too.
///
/// @param cache of the sequence; its length is the position of the chunk's first token
/// @param count number of tokens, from 1 to [#LENGTH]
/// @param offset row of the first token in the pass
/// @param rows number of rows that the chunk occupies, padding included
public record PrefillChunk(KeyValueCache cache, int count, int offset, int rows) {
    /// Largest number of tokens of a chunk. Chunks of a prompt begin at multiples of it.
    public static final int LENGTH = 64;

    /// {@return the position of the first token in the sequence}
    int position() {
        return cache.length();
    }
}
