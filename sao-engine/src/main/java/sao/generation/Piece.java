package sao.generation;

/// Consecutive tokens of one sequence within one pass.
///
/// Pieces are cut at places that depend on their sequence alone, so its numbers do too.
///
/// @param reading the sequence
/// @param count how many tokens
/// @param offset the first one's row in the pass
record Piece(Reading reading, int count, int offset) {
    /// Most tokens of a piece; pieces of a prompt begin at multiples of it.
    static final int LENGTH = 64;
    /// Rows that a piece occupies are a multiple of this: few shapes, so that kernels are built once.
    private static final int GRAIN = 16;

    /// {@return how many rows it occupies, padding included}
    int rows() {
        return rowsFor(count);
    }

    static int rowsFor(int count) {
        return Math.ceilDiv(count, GRAIN) * GRAIN;
    }
}
