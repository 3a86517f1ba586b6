package sao.result;

import java.util.List;
import java.util.Objects;
import sao.statistics.MeasuredMean;

/// The trained model against the start model by one judge: every answer of the one to a prompt against every
/// answer of
/// the other.
///
/// @param judge name of the judge, kind and version
/// @param origin model of the judge, and its relation to the training
/// @param winRate mean over prompts of wins and half of the ties
/// @param logOdds mean over prompts of the log-odds that the trained model's answer is better; of no prompt in
///     ledgers of versions that did not measure it
/// @param lengthControlled win rate estimated for answers of equal length; of no prompt if there were too few
/// @param lengthMatched win rate in pairs of answers of similar length; of no prompt if there were too few
/// @param matchedPairs number of pairs behind `lengthMatched`
/// @param wins pairs of answers that the trained model won
/// @param ties pairs without a winner
/// @param losses pairs that the trained model lost
/// @param unreadable pairs without a verdict; in no figure
/// @param tooLong prompts without an answer of both models; in no figure
/// @param byPrompt figures of each prompt; empty in ledgers of versions that did not store them
public record JudgedRate(
        String judge,
        JudgeOrigin origin,
        MeasuredShare winRate,
        MeasuredMean logOdds,
        MeasuredShare lengthControlled,
        MeasuredShare lengthMatched,
        int matchedPairs,
        int wins,
        int ties,
        int losses,
        int unreadable,
        int tooLong,
        List<PromptFigure> byPrompt) {
    /// Conclusion from the intervals.
    public enum Verdict {
        /// The judge prefers the trained model.
        BETTER,
        /// The judge prefers the start model.
        WORSE,
        /// No difference is shown.
        OPEN
    }

    /// The figures that ledgers of earlier versions lack are replaced by the figures of no prompt; those
    /// versions had
    /// one judge.
    public JudgedRate {
        origin = Objects.requireNonNullElse(origin, JudgeOrigin.TRAINING_SIGNAL);
        logOdds = Objects.requireNonNullElse(logOdds, MeasuredMean.NONE);
        lengthMatched = Objects.requireNonNullElse(lengthMatched, MeasuredShare.NONE);
        byPrompt = List.copyOf(Objects.requireNonNullElse(byPrompt, List.of()));
    }

    /// {@return the conclusion: from the interval of the mean log-odds, which detects the smaller difference;
    /// from that
    /// of the win rate if the log-odds are not known or of too few prompts. A difference is not shown if the two
    /// intervals contradict each other}
    public Verdict verdict() {
        if (!logOdds.decides()) {
            return verdict(winRate.aboveHalf(), winRate.belowHalf());
        }
        return verdict(
                logOdds.interval().low() > 0 && !winRate.belowHalf(),
                logOdds.interval().high() < 0 && !winRate.aboveHalf());
    }

    private static Verdict verdict(boolean above, boolean below) {
        if (above) {
            return Verdict.BETTER;
        }
        return below ? Verdict.WORSE : Verdict.OPEN;
    }

    /// {@return these figures without the length-controlled win rate}
    public JudgedRate withoutLengthControl() {
        return new JudgedRate(
                judge,
                origin,
                winRate,
                logOdds,
                MeasuredShare.NONE,
                lengthMatched,
                matchedPairs,
                wins,
                ties,
                losses,
                unreadable,
                tooLong,
                byPrompt);
    }

    /// The figures of one prompt: means over all pairs of answers to it.
    ///
    /// @param prompt content id of the prompt
    /// @param winRate wins and half of the ties of the trained model, in [0, 1]
    /// @param logOdds mean log-odds that the trained model's answer is better, nats
    public record PromptFigure(String prompt, double winRate, double logOdds) {}

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
                    otherKind
                            ? "independent: other weights and another kind"
                            : "independent: other weights, the same kind";
            };
        }
    }
}
