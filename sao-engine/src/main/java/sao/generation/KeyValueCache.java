package sao.generation;

/// Keys and values of one sequence, and how many positions of it are filled.
abstract sealed class KeyValueCache implements AutoCloseable permits ContiguousCache, PagedCache {
    /// Capacities are multiples of this.
    static final int STEP = 64;

    private int length;

    /// {@return a cache of its own with the first positions of this one}
    ///
    /// @param positions how many, at most this one's length
    /// @param tokens how many the copy has room for, at least `positions`
    abstract KeyValueCache copy(int positions, int tokens);

    /// Makes room.
    ///
    /// @param most it will ever be asked for
    abstract void reserve(int tokens, int most);

    /// {@return how many positions there is room for}
    abstract int capacity();

    int length() {
        return length;
    }

    /// Says that positions were written.
    void advance(int positions) {
        length += positions;
    }

    /// Says how many positions are written.
    final void startAt(int positions) {
        length = positions;
    }

    @Override
    public abstract void close();
}
