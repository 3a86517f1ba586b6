package sao.ledger;

/// A complete checkpoint on disk.
///
/// @param step after which it was taken
/// @param file path within the run's folder
/// @param sha256 of the file, 64 hexadecimal digits
/// @param bytes size of the file
public record Checkpoint(int step, String file, String sha256, long bytes) {}
