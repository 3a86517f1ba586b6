package sao.cache;

/// Counts the positions of the caches that are open. Engine thread only.
final class HeldPositions {
    private int count;

    /// Adds positions; a negative number takes them away.
    void add(int positions) {
        count += positions;
    }

    int count() {
        return count;
    }
}
