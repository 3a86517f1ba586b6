package sao.forecast;

import java.util.Optional;

/// The throughput and the prices of a model.
///
/// @param read prompt tokens and scored tokens per second; above 0
/// @param write generated tokens per second, summed over concurrent answers; above 0
/// @param train trained tokens per second; if empty, estimated from `read`
/// @param spread uncertainty of the rates as a factor of at least 1: 1.5 means from 1/1.5 to 1.5 times
/// @param priceRead price per million tokens read
/// @param priceWritten price per million tokens written
public record Rates(
        double read, double write, Optional<Double> train, double spread, double priceRead, double priceWritten) {
    /// Cost of a trained token relative to a read token: forward pass, backward pass (twice as much), optimizer
    /// step and health checks.
    private static final Range TRAINING_FACTOR = new Range(2.5, 4.5, 9);

    /// The same in float32, where matrix products take twice as long.
    private static final Range FLOAT32_TRAINING_FACTOR = TRAINING_FACTOR.times(2);

    public Rates {
        require(read > 0 && write > 0, "read and write rates must be above 0, found %s and %s".formatted(read, write));
        require(train.stream().allMatch(rate -> rate > 0), "the train rate must be above 0, found %s".formatted(train));
        require(spread >= 1, "the spread must be at least 1, found %s".formatted(spread));
        require(
                priceRead >= 0 && priceWritten >= 0,
                "prices must be at least 0, found %s and %s".formatted(priceRead, priceWritten));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /// {@return the time that a model takes for tokens}

    Range seconds(Tokens tokens) {
        Range seconds = tokens.read().times(1 / read).plus(tokens.written().times(1 / write));
        return new Range(seconds.least() / spread, seconds.likely(), seconds.most() * spread);
    }

    /// {@return the time that training takes, in seconds}
    ///
    /// @param tokens trained tokens
    /// @param float32 whether training computes in float32 instead of bfloat16
    Range trainSeconds(Range tokens, boolean float32) {
        return train.map(rate -> tokens.times(1 / rate).times(new Range(1 / spread, 1, spread)))
                .orElseGet(() -> tokens.times(1 / read).times(float32 ? FLOAT32_TRAINING_FACTOR : TRAINING_FACTOR));
    }

    /// {@return the cost of tokens, in the currency of the prices}
    Range money(Tokens tokens) {
        return tokens.read().times(priceRead / 1e6).plus(tokens.written().times(priceWritten / 1e6));
    }
}
