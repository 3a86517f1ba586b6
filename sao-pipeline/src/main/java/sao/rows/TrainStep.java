package sao.rows;

import java.sql.ResultSet;
import java.sql.SQLException;

/// One optimiser step.
///
/// @param step from 1
/// @param loss mean over the step's pairs
/// @param margin mean reward of chosen minus rejected
/// @param accuracy share of pairs whose chosen answer has the higher reward
/// @param learningRate of this step
/// @param gradientNorm before clipping
/// @param tokens read in this step
/// @param seconds wall time of this step
public record TrainStep(
        int step,
        double loss,
        double margin,
        double accuracy,
        double learningRate,
        double gradientNorm,
        long tokens,
        double seconds) {
    /// The event that begins a training. Its `steps` bound the steps of the round: an earlier training of the round
    /// with other settings may have left more.
    public static final String BEGUN = "training";

    /// The event of a return to an earlier step.
    public static final String ROLLED_BACK = "rolled_back";

    /// The event of a measurement on held-out pairs.
    public static final String HELD_OUT = "held_out_pairs";

    static final String SELECT = "SELECT step, loss, margin, accuracy, learning_rate, gradient_norm, tokens, seconds"
            + " FROM train_steps WHERE round = ?1 AND step <= coalesce((SELECT json_extract(json, '$.steps') FROM events"
            + " WHERE kind = '" + BEGUN + "' AND json_extract(json, '$.round') = ?1 ORDER BY seq DESC LIMIT 1), step)"
            + " ORDER BY step";

    static TrainStep read(ResultSet row) throws SQLException {
        return new TrainStep(
                row.getInt(1),
                RoundReader.orNaN(row, 2),
                RoundReader.orNaN(row, 3),
                RoundReader.orNaN(row, 4),
                RoundReader.orNaN(row, 5),
                RoundReader.orNaN(row, 6),
                row.getLong(7),
                row.getDouble(8));
    }
}
