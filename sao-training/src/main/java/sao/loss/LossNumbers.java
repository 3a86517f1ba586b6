package sao.loss;

/// The parameters of all losses; each loss reads its own and checks their ranges.
///
/// @param beta reward scale, or regularisation towards the reference model
/// @param gamma target margin; unit of the reward
/// @param labelSmoothing share of labels taken to be wrong, in [0, 0.5)
/// @param likelihoodWeight weight of the negative log-likelihood per chosen token
/// @param alpha curvature of AlphaPO's reward
/// @param chosenWeight KTO's weight of chosen answers
/// @param rejectedWeight KTO's weight of rejected answers
public record LossNumbers(
        double beta,
        double gamma,
        double labelSmoothing,
        double likelihoodWeight,
        double alpha,
        double chosenWeight,
        double rejectedWeight) {}
