package sao.calls;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sao.chat.Answer;
import sao.chat.ChatModel.Reward;
import sao.chat.Generation;
import sao.chat.Score;
import sao.chat.Usage;
import sao.content.ContentId;
import sao.content.TokenBytes;
import sao.database.Database;
import sao.database.RowWriter;
import sao.database.Table;
import sao.token.TokenIds;

/// Stores answered model calls in the database and reads them back exactly.
public final class CallStore {
    /// What is recorded of a call beside its answer.
    ///
    /// @param id content id of the request
    /// @param purpose label of a [CallPurpose], or one that another version of the program stored
    /// @param model fingerprint
    /// @param round that makes the call, from 1; null if unknown
    /// @param row for which it is made, from 0; null if it is for none or unknown
    /// @param processor what computes the answer, see [sao.chat.Capabilities#provenance]; null if unknown
    public record Key(
            String id,
            String purpose,
            String model,
            @Nullable Integer round,
            @Nullable Long row,
            @Nullable String processor) {
        /// {@return this key with another processor}
        Key computedBy(@Nullable String other) {
            return new Key(id, purpose, model, round, row, other);
        }
    }

    static final String GENERATE = "generate";
    public static final String SCORE = "score";
    public static final String REWARD = "reward";

    /// @param scores bytes of the continuations or of the reward; empty of a call that generates
    private record Head(Optional<TokenIds> promptTokens, Usage usage, Optional<byte[]> scores) {
        byte[] present() throws SQLException {
            return scores.orElseThrow(() -> Database.damaged("a call has no scores"));
        }
    }

    private final ContentStore contents;
    private final CallIndex index;
    private final Map<List<String>, Long> purposes = new HashMap<>();

    public CallStore(ContentStore contents, CallIndex index) {
        this.contents = contents;
        this.index = index;
    }

    /// Stores an answered call that is not stored yet.
    public void put(RowWriter rows, Key key, Generation generation) throws SQLException {
        long call =
                putHead(rows, key, GENERATE, new Head(generation.promptTokens(), generation.usage(), Optional.empty()));
        int slot = 0;
        for (Answer answer : generation.answers()) {
            rows.insert(Table.CALL_ANSWERS, call, slot++, contents.putAnswer(rows, answer));
        }
    }

    /// Stores an answered call that is not stored yet.
    public void put(RowWriter rows, Key key, Score score) throws SQLException {
        byte[] scores = TokenBytes.bytes(score.continuations());
        putHead(rows, key, SCORE, new Head(score.promptTokens(), score.usage(), Optional.of(scores)));
    }

    /// Stores an answered call that is not stored yet.
    public void put(RowWriter rows, Key key, Reward reward) throws SQLException {
        byte[] value =
                ByteBuffer.allocate(Double.BYTES).putDouble(reward.value()).array();
        putHead(rows, key, REWARD, new Head(Optional.empty(), reward.usage(), Optional.of(value)));
    }

    public Optional<Generation> generation(Database database, String id) throws SQLException {
        Optional<Long> call = index.find(database, ContentId.bytes(id));
        return call.isEmpty() ? Optional.empty() : Optional.of(generation(database, call.get(), contents::met));
    }

    public Optional<Score> score(Database database, String id) throws SQLException {
        Optional<Long> call = index.find(database, ContentId.bytes(id));
        return call.isEmpty() ? Optional.empty() : Optional.of(score(database, call.get()));
    }

    public Optional<Reward> reward(Database database, String id) throws SQLException {
        Optional<Long> call = index.find(database, ContentId.bytes(id));
        return call.isEmpty() ? Optional.empty() : Optional.of(reward(database, call.get()));
    }

    /// {@return the answers of a call, read from any ledger}
    public static Generation generation(Database database, long call) throws SQLException {
        return generation(database, call, _ -> {});
    }

    private static Generation generation(Database database, long call, Database.RowConsumer met) throws SQLException {
        Head head = head(database, call);
        List<Answer> answers = database.all(
                "SELECT a.number, a.sha, " + ContentStore.ANSWER_COLUMNS + " FROM call_answers c"
                        + " JOIN answers a ON a.number = c.answer JOIN texts t ON t.number = a.text"
                        + " WHERE c.call = ? ORDER BY c.slot",
                row -> {
                    met.accept(row);
                    return ContentStore.answer(row, 3);
                },
                call);
        return new Generation(head.promptTokens(), answers, head.usage());
    }

    /// {@return the scores of a call, read from any ledger}
    public static Score score(Database database, long call) throws SQLException {
        Head head = head(database, call);
        return new Score(head.promptTokens(), TokenBytes.continuations(head.present()), head.usage());
    }

    /// {@return the reward of a call, read from any ledger}
    public static Reward reward(Database database, long call) throws SQLException {
        Head head = head(database, call);
        return new Reward(ByteBuffer.wrap(head.present()).getDouble(), head.usage());
    }

    private long putHead(RowWriter rows, Key key, String kind, Head head) throws SQLException {
        Usage usage = head.usage();
        byte[] id = ContentId.bytes(key.id());
        long number = index.add(id);
        rows.insert(
                Table.CALLS,
                number,
                id,
                purpose(rows, key.purpose(), kind, key.model()),
                contents.putSequence(rows, head.promptTokens()),
                usage.promptTokens(),
                usage.cachedTokens(),
                usage.completionTokens(),
                usage.nanoseconds(),
                System.currentTimeMillis(),
                head.scores().isPresent() ? head.scores().get() : null,
                key.round(),
                key.processor(),
                key.row());
        return number;
    }

    private long purpose(RowWriter rows, String purpose, String kind, String model) throws SQLException {
        List<String> key = List.of(purpose, kind, model);
        Long known = purposes.get(key);
        if (known != null) {
            return known;
        }
        Optional<Long> found = rows.database()
                .first(
                        "SELECT number FROM purposes WHERE purpose = ? AND kind = ? AND model = ?",
                        row -> row.getLong(1),
                        purpose,
                        kind,
                        model);
        long number = found.isPresent() ? found.get() : rows.next(Table.PURPOSES);
        if (found.isEmpty()) {
            rows.insert(Table.PURPOSES, number, purpose, kind, model);
        }
        purposes.put(key, number);
        return number;
    }

    private static Head head(Database database, long call) throws SQLException {
        return database.first(
                        "SELECT s.tokens, c.prompt_tokens, c.cached_tokens, c.completion_tokens, c.nanoseconds, c.scores"
                                + " FROM calls c JOIN sequences s ON s.number = c.prompt WHERE c.number = ?",
                        CallStore::readHead,
                        call)
                .orElseThrow(() -> new SQLException("call %d is missing".formatted(call)));
    }

    private static Head readHead(ResultSet row) throws SQLException {
        return new Head(
                TokenBytes.possibleTokens(row.getBytes(1)),
                new Usage(row.getInt(2), row.getInt(3), row.getInt(4), row.getLong(5)),
                Optional.ofNullable(row.getBytes(6)));
    }
}
