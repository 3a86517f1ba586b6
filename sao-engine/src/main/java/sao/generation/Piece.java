package sao.generation;

/// Consecutive tokens of one sequence within one pass.
///
/// Pieces are cut at places that depend on their sequence alone, so its numbers do too.
///
/// @param reading the sequence
/// @param count how many tokens
/// @param offset the first one's row in the pass
/// @param rows how many rows it occupies, padding included
record Piece(Reading reading, int count, int offset, int rows) {
    /// Most tokens of a piece; pieces of a prompt begin at multiples of it.
    static final int LENGTH = 64;
}
