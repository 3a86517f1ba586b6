package sao.ledger;

/// A file that the run made, complete on disk before this is recorded.
///
/// @param file path within the run's folder
/// @param kind such as `report`
/// @param sha256 of the file, 64 hexadecimal digits
/// @param bytes size of the file
public record Artifact(String file, String kind, String sha256, long bytes) {}
