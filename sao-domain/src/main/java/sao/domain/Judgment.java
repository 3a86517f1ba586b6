package sao.domain;

/// A judge's verdict on two responses to one prompt.
public sealed interface Judgment {
    /// One response is better.
    ///
    /// The judge sees the responses in a first and a second position, in both orders. A constant preference
    /// for a position cancels in `(given - swapped) / 2`.
    ///
    /// @param given log-odds that the response in the first position wins, responses in the order given; nats
    /// @param swapped log-odds that the response in the first position wins, responses swapped; nats. For a
    ///     judge that sees one response at a time it is `-given`
    /// @param verdictMass total probability of the readable verdicts, mean over orders, in [0, 1]; 1 for judges
    ///     that do not read verdicts
    record Ranked(double given, double swapped, double verdictMass) implements Judgment {
        /// @throws IllegalArgumentException if the responses are tied or a number is NaN
        public Ranked {
            if (!(given - swapped != 0) || Double.isNaN(given - swapped)) {
                throw new IllegalArgumentException(
                        "log-odds %s and %s are a tie or not numbers".formatted(given, swapped));
            }
        }

        /// {@return log-odds that the first response is better, position preference cancelled; nats}
        public double logOdds() {
            return (given - swapped) / 2;
        }

        /// {@return probability that the first response is better}
        public double probability() {
            return 1 / (1 + Math.exp(-logOdds()));
        }

        /// {@return whether the same response wins in both orders}
        public boolean ordersAgree() {
            return (given > 0 && swapped < 0) || (given < 0 && swapped > 0);
        }

        /// {@return whether the first response is better}
        public boolean firstWins() {
            return logOdds() > 0;
        }

        /// {@return the same judgment with the responses exchanged}
        public Ranked mirrored() {
            return new Ranked(/* given= */ swapped, /* swapped= */ given, verdictMass);
        }
    }

    /// Neither response is better.
    ///
    /// @param given as in [Ranked]
    /// @param swapped as in [Ranked]; equal to `given`
    /// @param verdictMass as in [Ranked]
    record Tied(double given, double swapped, double verdictMass) implements Judgment {}

    /// The judge's answer contains no readable verdict. It is counted and never replaced by a guess.
    ///
    /// @param reason a short stable name, such as `no_ranking_line`
    /// @param evidence the judge's answer, shortened
    record Unreadable(String reason, String evidence) implements Judgment {}
}
