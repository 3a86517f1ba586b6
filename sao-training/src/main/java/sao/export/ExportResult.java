package sao.export;

import java.nio.file.Path;

/// A finished export.
///
/// @param path folder or file that [sao.model.ModelSource] opens
/// @param probes sequences on which it was compared with the trained model
/// @param meanDifference mean absolute difference of their log-probabilities, float32 on both sides; nats
///     per token
/// @param worstDifference the largest of one token; nats
public record ExportResult(Path path, int probes, double meanDifference, double worstDifference) {}
