package sao.summary;

import java.util.List;
import sao.result.MeasuredShare;

/// Statistics of a run's preference pairs, with examples.
///
/// @param total number of pairs
/// @param samples examples, evenly spaced in the order of margins
/// @param agreeing share of pairs with the same verdict in both orders, in [0, 1]; 0 if there are no pairs
/// @param chosenLonger share of pairs whose chosen answer is longer, of the pairs with answers of different lengths,
///     in code points
/// @param lengths lengths of chosen and of rejected answers, in `lengthUnit`
/// @param lengthUnit `tokens`, or `characters` if the number of tokens of an answer is unknown
/// @param margin log-odds that the chosen answer is better, nats
/// @param probability probability that the chosen answer is better
public record PairSummary(
        long total,
        List<Sample> samples,
        double agreeing,
        MeasuredShare chosenLonger,
        Histogram lengths,
        String lengthUnit,
        Histogram margin,
        Histogram probability) {
    public PairSummary {
        samples = List.copyOf(samples);
    }

    /// One pair.
    ///
    /// @param id content id
    /// @param persona text of the persona behind the prompt; empty if unknown
    /// @param prompt text of the prompt
    /// @param chosen the better answer
    /// @param rejected the other answer
    /// @param p the judge's probability that the chosen answer is better
    /// @param pGiven that probability with the chosen answer in the first position
    /// @param pSwapped that probability with the chosen answer in the second position
    /// @param margin log-odds that the chosen answer is better, nats
    /// @param chosenLength length of the chosen answer, in `lengthUnit`
    /// @param rejectedLength length of the rejected answer, in `lengthUnit`
    public record Sample(
            String id,
            String persona,
            String prompt,
            String chosen,
            String rejected,
            double p,
            double pGiven,
            double pSwapped,
            double margin,
            int chosenLength,
            int rejectedLength) {}
}
