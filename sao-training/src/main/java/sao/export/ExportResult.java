package sao.export;

import java.nio.file.Path;

/// A finished export.
///
/// @param path folder or file that [sao.model.ModelSource] opens
/// @param probes number of sequences on which it was compared with the trained model
/// @param meanDifference mean absolute difference of their log-probabilities, computed in float32 for
///     both models; nats per token
/// @param worstDifference largest absolute difference of one token; nats
public record ExportResult(Path path, int probes, double meanDifference, double worstDifference) {}
