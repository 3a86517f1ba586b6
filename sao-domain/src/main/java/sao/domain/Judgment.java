package sao.domain;

/// What a judge said of two responses to one prompt.
public sealed interface Judgment {
    /// The judge tells them apart.
    ///
    /// With `given` the log-odds that the first seat wins when the first response sits there, and `swapped`
    /// the log-odds that the first seat wins when the second response sits there, a constant preference of
    /// the judge for a seat cancels in `(given - swapped) / 2`.
    ///
    /// @param given log-odds that the first seat wins, responses in the order given; nats
    /// @param swapped log-odds that the first seat wins, responses swapped; nats. A judge without seats
    ///     says `-given`
    /// @param verdictMass probability that the judge gives to the readable verdicts together, mean over
    ///     orders, in [0, 1]; 1 for judges that do not read verdicts
    record Ranked(double given, double swapped, double verdictMass) implements Judgment {
        public Ranked {
            if (!(given - swapped != 0) || Double.isNaN(given - swapped)) {
                throw new IllegalArgumentException(
                        "log-odds %s and %s are a tie or no number".formatted(given, swapped));
            }
        }

        /// {@return log-odds that the first response is the better one, seat preference cancelled; nats}
        public double logOdds() {
            return (given - swapped) / 2;
        }

        /// {@return probability that the first response is the better one}
        public double probability() {
            return 1 / (1 + Math.exp(-logOdds()));
        }

        /// {@return whether the same response wins in both orders}
        public boolean ordersAgree() {
            return (given > 0 && swapped < 0) || (given < 0 && swapped > 0);
        }

        /// {@return whether the first response is the better one}
        public boolean firstWins() {
            return logOdds() > 0;
        }

        /// {@return the same judgment with the responses in each other's place}
        public Ranked mirrored() {
            return new Ranked(/* given= */ swapped, /* swapped= */ given, verdictMass);
        }
    }

    /// The judge sees no difference.
    ///
    /// @param given as in [Ranked]
    /// @param swapped as in [Ranked]; equal to `given`
    /// @param verdictMass as in [Ranked]
    record Tied(double given, double swapped, double verdictMass) implements Judgment {}

    /// The judge's words could not be read as a verdict. Never guessed, always counted.
    ///
    /// @param reason a short stable name, such as `no_ranking_line`
    /// @param evidence what the judge wrote, shortened
    record Unreadable(String reason, String evidence) implements Judgment {}
}
