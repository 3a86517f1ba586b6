package sao.summary;

import java.util.List;

/// The preference pairs of a run: all of them in figures, some of them in words.
///
/// @param total how many pairs there are
/// @param samples some of them, spread evenly over all by margin
/// @param agreeing share whose orders agree, in [0, 1]; 0 of no pairs
/// @param chosenLonger share whose chosen answer is longer, in [0, 1]; 0 if there is no pair
/// @param lengths lengths of chosen and of rejected answers, in `lengthUnit`
/// @param lengthUnit `tokens`, or `characters` if the number of tokens of an answer is unknown
/// @param margin log-odds that chosen is better, nats
/// @param probability that chosen is better
public record PairSummary(
        long total,
        List<Sample> samples,
        double agreeing,
        double chosenLonger,
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
    /// @param prompt what was asked
    /// @param chosen the better answer
    /// @param rejected the other answer
    /// @param p the judge's probability that chosen is better
    /// @param pGiven that probability with chosen in the first seat
    /// @param pSwapped that probability with chosen in the second seat
    /// @param margin log-odds that chosen is better, nats
    public record Sample(
            String id,
            String persona,
            String prompt,
            String chosen,
            String rejected,
            double p,
            double pGiven,
            double pSwapped,
            double margin) {}
}
