package sao.forecast;

import java.util.Optional;

/// How fast a model works and what it costs.
///
/// @param read tokens of prompts, or of texts to be scored, in a second; above 0
/// @param write tokens generated in a second, all answers under way together; above 0
/// @param train tokens trained in a second; empty: estimated from reading
/// @param spread how far the rates may be off either way: 1.5 means two thirds to one and a half times
/// @param priceRead price of a million tokens read
/// @param priceWritten price of a million tokens written
public record Rates(
        double read, double write, Optional<Double> train, double spread, double priceRead, double priceWritten) {
    /// How many times as much a trained token costs as one that is read: forward, twice that backward, the
    /// optimiser's step and the checks around it.
    private static final Range TRAINING_FACTOR = new Range(2.5, 4.5, 9);

    /// The same in float32, where products take twice as long.
    private static final Range EXACT_TRAINING_FACTOR = TRAINING_FACTOR.times(2);

    public Rates {
        require(read > 0 && write > 0, "a rate of %s tokens read and %s written".formatted(read, write));
        require(train.stream().allMatch(rate -> rate > 0), "a rate of training of %s".formatted(train));
        require(spread >= 1, "a spread of %s".formatted(spread));
        require(priceRead >= 0 && priceWritten >= 0, "prices of %s and %s".formatted(priceRead, priceWritten));
    }

    private static void require(boolean holds, String found) {
        if (!holds) {
            throw new IllegalArgumentException(found + " makes no sense");
        }
    }

    Range seconds(Tokens tokens) {
        Range seconds = tokens.read().times(1 / read).plus(tokens.written().times(1 / write));
        return new Range(seconds.least() / spread, seconds.likely(), seconds.most() * spread);
    }

    /// {@return how long training takes}
    ///
    /// @param exact whether it computes in float32
    Range trainSeconds(Range tokens, boolean exact) {
        return train.map(rate -> tokens.times(1 / rate).times(new Range(1 / spread, 1, spread)))
                .orElseGet(() -> tokens.times(1 / read).times(exact ? EXACT_TRAINING_FACTOR : TRAINING_FACTOR));
    }

    Range money(Tokens tokens) {
        return tokens.read().times(priceRead / 1e6).plus(tokens.written().times(priceWritten / 1e6));
    }
}
