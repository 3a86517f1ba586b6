package sao.result;

/// The model of a judge of the evaluation, and its relation to the training.
///
/// @param model name of the model; `start` for the start model
/// @param relation to the judge that ranked the pairs of the training
/// @param otherKind whether the judge decides in another way than the judge of the pairs
public record JudgeOrigin(String model, Relation relation, boolean otherKind) {
    /// Name of the start model among judges.
    public static final String START = "start";

    /// The start model, deciding as the judge of the pairs did.
    public static final JudgeOrigin TRAINING_SIGNAL = new JudgeOrigin(START, Relation.TRAINING_SIGNAL, false);

    /// Relation of a judge to the judge that ranked the pairs.
    public enum Relation {
        /// The judge that ranked the pairs.
        TRAINING_SIGNAL,
        /// Another judge with the weights of the start model or of the judge that ranked the pairs.
        SAME_WEIGHTS,
        /// A judge with weights that took no part in the training.
        INDEPENDENT
    }

    /// {@return whether the judge's weights took no part in the training}
    public boolean independent() {
        return relation == Relation.INDEPENDENT;
    }

    /// {@return the model for a sentence, such as `the start model`}
    public String modelWords() {
        return model.equals(START) ? "the start model" : model;
    }

    /// {@return the relation to the training for a sentence, such as `the training signal`}
    public String relationWords() {
        return switch (relation) {
            case TRAINING_SIGNAL -> "the training signal";
            case SAME_WEIGHTS -> "not the training signal, but weights that took part in the training";
            case INDEPENDENT ->
                otherKind ? "independent: other weights and another kind" : "independent: other weights, the same kind";
        };
    }
}
