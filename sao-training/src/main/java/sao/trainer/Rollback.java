package sao.trainer;

/// A training that goes on from an earlier, healthy state.
///
/// @param step after which the model was ill
/// @param to the step it goes on from; 0: the start model
/// @param reason in words
/// @param rateFactor by which all rates are multiplied from now on
public record Rollback(int step, int to, String reason, double rateFactor) {}
