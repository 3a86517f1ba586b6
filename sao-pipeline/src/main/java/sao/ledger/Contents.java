package sao.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import sao.domain.Answer;
import sao.domain.FinishReason;
import sao.domain.TokenIds;

/// Texts, token sequences and answers, each stored once under the digest of its content.
final class Contents {
    /// The columns of an answer with its text, for a query that joins `answers a` and `texts t`.
    static final String ANSWER_COLUMNS = "t.body, a.tokens, a.log_probabilities, a.finish_reason, a.seed";

    private Contents() {}

    static byte[] putText(Database database, String body) throws SQLException {
        byte[] sha = ContentId.digest(body.getBytes(StandardCharsets.UTF_8));
        database.execute("INSERT INTO texts VALUES(?, ?) ON CONFLICT DO NOTHING", sha, body);
        return sha;
    }

    static byte[] putSequence(Database database, TokenIds tokens) throws SQLException {
        byte[] bytes = Binary.bytes(tokens);
        byte[] sha = ContentId.digest(bytes);
        database.execute("INSERT INTO sequences VALUES(?, ?) ON CONFLICT DO NOTHING", sha, bytes);
        return sha;
    }

    static byte[] putAnswer(Database database, Answer answer) throws SQLException {
        byte[] tokens = Binary.bytes(answer.tokens());
        byte[] logProbabilities = Binary.bytes(answer.logProbabilities());
        byte[] text = putText(database, answer.text());
        byte[] sha = ContentId.digest(
                text,
                ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES)
                        .putInt(tokens.length)
                        .putInt(answer.finishReason() == FinishReason.STOP ? 1 : 0)
                        .putLong(answer.seed())
                        .array(),
                tokens,
                logProbabilities);
        database.execute(
                "INSERT INTO answers VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                sha,
                text,
                tokens,
                logProbabilities,
                answer.finishReason().label(),
                answer.seed(),
                answer.tokens().size(),
                answer.logProbabilities().sum());
        return sha;
    }

    /// Reads an answer from [#ANSWER_COLUMNS], the first of which is column `from`.
    static Answer answer(ResultSet row, int from) throws SQLException {
        return new Answer(
                row.getString(from),
                Binary.tokens(row.getBytes(from + 1)),
                Binary.logProbabilities(row.getBytes(from + 2)),
                finishReason(row.getString(from + 3)),
                row.getLong(from + 4));
    }

    private static FinishReason finishReason(String label) throws SQLException {
        return Arrays.stream(FinishReason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new SQLException("'%s' is no finish reason".formatted(label)));
    }
}
