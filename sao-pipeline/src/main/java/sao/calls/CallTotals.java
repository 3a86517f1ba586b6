package sao.calls;

import java.sql.ResultSet;
import java.sql.SQLException;

/// The calls of one purpose in figures, over all processes of the run.
///
/// @param purpose label of a [CallPurpose], or one that another version of the program stored
/// @param calls their number
/// @param promptTokens tokens of their prompts
/// @param cachedTokens those of them that a prefix cache supplied
/// @param completionTokens tokens generated or scored
/// @param seconds sum of the times that callers waited; calls run concurrently, so this exceeds wall time
public record CallTotals(
        String purpose, long calls, long promptTokens, long cachedTokens, long completionTokens, double seconds) {
    private static final double NANOSECONDS = 1e9;

    /// {@return SQL that reads totals by purpose}
    ///
    /// @param where a condition on calls `c`, or empty
    public static String select(String where) {
        return "SELECT p.purpose, count(*), sum(prompt_tokens), sum(cached_tokens), sum(completion_tokens),"
                + " sum(nanoseconds) FROM calls c JOIN purposes p ON p.number = c.purpose %s".formatted(where)
                + " GROUP BY p.purpose ORDER BY p.purpose";
    }

    /// {@return the totals in a row of [#select]}
    public static CallTotals read(ResultSet row) throws SQLException {
        return new CallTotals(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6) / NANOSECONDS);
    }
}
