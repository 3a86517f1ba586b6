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
    static final String SELECT = "SELECT step, loss, margin, accuracy, learning_rate, gradient_norm, tokens, seconds"
            + " FROM train_steps WHERE round = ? ORDER BY step";

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
