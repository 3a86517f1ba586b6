package sao.calls;

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
import sao.content.ContentId;
import sao.content.TokenBytes;
import sao.database.Database;
import sao.database.RowWriter;
import sao.database.Table;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;

/// Stores texts, token sequences and answers, each under a number. A content that was written or read recently
/// is found again by its digest; a later copy is stored a second time, which costs space and nothing else.
///
/// Contents are stored on the thread that commits; [#answer] may be called from any thread.
public final class ContentStore {
    /// The columns of an answer with its text, for a query that joins `answers a` and `texts t`.
    public static final String ANSWER_COLUMNS = "t.body, a.tokens, a.log_probabilities, a.finish_reason, a.seed";

    private static final int REMEMBERED = 1 << 14;
    private static final int UNKNOWN_COUNT = -1;

    private final Recent texts;
    private final Recent sequences;
    private final Recent answers;

    public ContentStore(Database database) throws SQLException {
        texts = new Recent(last(database, "texts"));
        sequences = new Recent(last(database, "sequences"));
        answers = new Recent(last(database, "answers"));
    }

    /// The contents of one table that were used last, by digest.
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

        /// {@return the number of a content; 0 if it was not used recently}
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

    public long putText(RowWriter rows, String body) throws SQLException {
        return putText(rows, body, digest(body));
    }

    public long putSequence(RowWriter rows, Optional<TokenIds> tokens) throws SQLException {
        byte[] bytes = TokenBytes.bytes(tokens, OptionalInt.empty());
        byte[] digest = ContentId.digest(bytes);
        long known = sequences.find(digest);
        if (known != 0) {
            return known;
        }
        long number = sequences.next(digest);
        rows.insert(Table.SEQUENCES, number, digest, bytes);
        return number;
    }

    public long putAnswer(RowWriter rows, Answer answer) throws SQLException {
        byte[] text = digest(answer.text());
        byte[] tokens = TokenBytes.bytes(answer.tokens(), answer.completionTokens());
        byte[] logProbabilities = TokenBytes.bytes(answer.logProbabilities());
        byte[] digest =
                digest(text, tokens, logProbabilities, answer.finishReason() == FinishReason.STOP, answer.seed());
        long known = answers.find(digest);
        if (known != 0) {
            return known;
        }
        long textNumber = putText(rows, answer.text(), text);
        long number = answers.next(digest);
        rows.insert(
                Table.ANSWERS,
                number,
                digest,
                textNumber,
                answer.finishReason().label(),
                answer.seed(),
                answer.completionTokens().orElse(UNKNOWN_COUNT),
                answer.logProbabilities().map(LogProbabilities::sum).orElse(Double.NaN), // NaN is stored as NULL
                tokens,
                logProbabilities);
        return number;
    }

    /// Remembers an answer that was read, so that it is not stored again.
    ///
    /// @param row has the answer's number and digest in its columns 1 and 2
    void met(ResultSet row) throws SQLException {
        answers.met(row.getBytes(2), row.getLong(1));
    }

    /// Reads an answer from [#ANSWER_COLUMNS], the first of which is column `from`.
    public static Answer answer(ResultSet row, int from) throws SQLException {
        byte[] tokens = row.getBytes(from + 1);
        return new Answer(
                row.getString(from),
                TokenBytes.possibleTokens(tokens),
                TokenBytes.possibleLogProbabilities(row.getBytes(from + 2)),
                TokenBytes.count(tokens),
                finishReason(row.getString(from + 3)),
                row.getLong(from + 4));
    }

    public static byte[] digest(String text) {
        return ContentId.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /// {@return the digest of an answer: of the digest of its text, its end, its seed, and its tokens}
    ///
    /// @param stopped whether the answer ended by itself
    public static byte[] digest(byte[] text, byte[] tokens, byte[] logProbabilities, boolean stopped, long seed) {
        return ContentId.digest(
                text,
                ByteBuffer.allocate(2 * Integer.BYTES + Long.BYTES)
                        .putInt(tokens.length)
                        .putInt(stopped ? 1 : 0)
                        .putLong(seed)
                        .array(),
                tokens,
                logProbabilities);
    }

    static FinishReason finishReason(String label) throws SQLException {
        return Arrays.stream(FinishReason.values())
                .filter(reason -> reason.label().equals(label))
                .findFirst()
                .orElseThrow(() -> Database.damaged("'%s' is not a finish reason".formatted(label)));
    }

    private long putText(RowWriter rows, String body, byte[] digest) throws SQLException {
        long known = texts.find(digest);
        if (known != 0) {
            return known;
        }
        long number = texts.next(digest);
        rows.insert(Table.TEXTS, number, digest, body);
        return number;
    }

    private static long last(Database database, String table) throws SQLException {
        return database.first("SELECT coalesce(max(number), 0) FROM " + table, row -> row.getLong(1))
                .orElse(0L);
    }
}
