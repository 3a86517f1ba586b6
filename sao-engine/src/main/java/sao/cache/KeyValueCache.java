package sao.cache;

/// Keys and values of one sequence in all layers, filled from the first position on.
///
/// Engine thread only. The holder closes it.
public abstract class KeyValueCache implements AutoCloseable {
    /// Capacities of contiguous caches are multiples of this number of positions.
    public static final int STEP = 64;

    private int length;

    KeyValueCache() {}

    /// {@return a new cache, the caller's, with the first positions of this one}
    ///
    /// @param positions number of positions to copy, at most this cache's length
    /// @param tokens number of positions that the copy has memory for, at least `positions`
    public abstract KeyValueCache copy(int positions, int tokens);

    /// Allocates memory for more positions.
    ///
    /// @param tokens number of positions that must fit
    /// @param most largest number that this cache will ever be asked for: it does not grow beyond
    public abstract void reserve(int tokens, int most);

    /// {@return the number of positions that memory is allocated for}
    public abstract int capacity();

    /// {@return the number of positions that are filled}
    public int length() {
        return length;
    }

    /// Marks the next positions as filled.
    public void advance(int positions) {
        length += positions;
    }

    /// Marks the first positions as filled.
    final void startAt(int positions) {
        length = positions;
    }

    /// Frees the memory. A second call does nothing.
    @Override
    public abstract void close();
}
