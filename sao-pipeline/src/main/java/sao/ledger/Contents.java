package sao.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sao.chat.Answer;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// Puts down texts, token sequences and answers, each under a number. What was put down or read a short while
/// ago is found again by its digest; after that a second copy does no harm.
///
/// Putting is for the writer's thread, [#answer] for any.
final class Contents {
    /// The columns of an answer with its text, for a query that joins `answers a` and `texts t`.
    static final String ANSWER_COLUMNS = "t.body, a.tokens, a.log_probabilities, a.finish_reason, a.seed";

    private static final int REMEMBERED = 1 << 14;
    private static final int UNKNOWN_COUNT = -1;

    private final Recent texts;
    private final Recent sequences;
    private final Recent answers;

    Contents(Database database) throws SQLException {
        texts = new Recent(last(database, "texts"));
        sequences = new Recent(last(database, "sequences"));
        answers = new Recent(last(database, "answers"));
    }

    /// The contents of one table that were met last, by digest.
    private static final class Recent {
        private final Map<ByteBuffer, Long> numbers = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Long> eldest) {
                return size() > REMEMBERED;
            }
        };
        private long last;

        private Recent(long last) {
            this.last = last;
        }

        /// {@return the number of a content; 0 if it was not met lately}
        private synchronized long find(byte[] digest) {
            Long number = numbers.get(ByteBuffer.wrap(digest));
            return number == null ? 0 : number;
        }

        private synchronized long next(byte[] digest) {
            numbers.put(ByteBuffer.wrap(digest), ++last);
            return last;
        }

        private synchronized void met(byte[] digest, long number) {
            numbers.put(ByteBuffer.wrap(digest), number);
        }
    }

    long putText(Database database, String body) throws SQLException {
        return putText(database, body, digest(body));
    }

    long putSequence(Database database, Optional<TokenIds> tokens) throws SQLException {
        byte[] bytes = Binary.bytes(tokens, OptionalInt.empty());
        byte[] digest = ContentId.digest(bytes);
        long known = sequences.find(digest);
        if (known != 0) {
            return known;
        }
        long number = sequences.next(digest);
        database.execute("INSERT INTO sequences VALUES(?, ?, ?)", number, digest, bytes);
        return number;
    }

    long putAnswer(Database database, Answer answer) throws SQLException {
        byte[] text = digest(answer.text());
        byte[] tokens = Binary.bytes(answer.tokens(), answer.completionTokens());
        byte[] logProbabilities = Binary.bytes(answer.logProbabilities());
        byte[] digest = digest(text, tokens, logProbabilities, answer.finishReason(), answer.seed());
        long known = answers.find(digest);
        if (known != 0) {
            return known;
        }
        long textNumber = putText(database, answer.text(), text);
        long number = answers.next(digest);
        database.execute(
                "INSERT INTO answers VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
                number,
                digest,
                textNumber,
                tokens,
                logProbabilities,
                answer.finishReason().label(),
                answer.seed(),
                answer.completionTokens().orElse(UNKNOWN_COUNT),
                answer.logProbabilities().map(LogProbabilities::sum).orElse(Double.NaN)); // NaN is stored as NULL
        return number;
    }

    /// Remembers an answer that was read, so that it is not put down again.
    ///
    /// @param row has the answer's number and digest in its columns 1 and 2
    void met(ResultSet row) throws SQLException {
        answers.met(row.getBytes(2), row.getLong(1));
    }

    /// Reads an answer from [#ANSWER_COLUMNS], the first of which is column `from`.
    static Answer answer(ResultSet row, int from) throws SQLException {
        byte[] tokens = row.getBytes(from + 1);
        return new Answer(
                row.getString(from),
                Binary.possibleTokens(tokens),
                Binary.possibleLogProbabilities(row.getBytes(from + 2)),
                Binary.count(tokens),
                finishReason(row.getString(from + 3)),
                row.getLong(from + 4));
    }

    static byte[] digest(String text) {
        return ContentId.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return the digest of an answer: of the digest of its text, its end, its seed, and its tokens}
    static byte[] digest(byte[] text, byte[] tokens, byte[] logProbabilities, FinishReason reason, long seed) {
        return ContentId.digest(
                text,
                ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES)
                        .putInt(tokens.length)
                        .putInt(reason == FinishReason.STOP ? 1 : 0)
                        .putLong(seed)
                        .array(),
                tokens,
                logProbabilities);
    }

    static FinishReason finishReason(String label) throws SQLException {
        return Arrays.stream(FinishReason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new SQLException("'%s' is no finish reason".formatted(label)));
    }

    private long putText(Database database, String body, byte[] digest) throws SQLException {
        long known = texts.find(digest);
        if (known != 0) {
            return known;
        }
        long number = texts.next(digest);
        database.execute("INSERT INTO texts VALUES(?, ?, ?)", number, digest, body);
        return number;
    }

    private static long last(Database database, String table) throws SQLException {
        return database.first("SELECT coalesce(max(number), 0) FROM " + table, row -> row.getLong(1))
                .orElse(0L);
    }
}
