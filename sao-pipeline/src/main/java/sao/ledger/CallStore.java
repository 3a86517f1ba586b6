package sao.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import sao.domain.Answer;
import sao.domain.Continuation;
import sao.domain.Generation;
import sao.domain.Score;
import sao.domain.TokenIds;
import sao.domain.Usage;

/// Answered model calls in the database, exact both ways.
final class CallStore {
    /// What names a call in the database.
    ///
    /// @param id content id of the question
    /// @param purpose what it was asked for
    /// @param model fingerprint
    record Key(String id, String purpose, String model) {}

    private record Head(TokenIds promptTokens, Usage usage) {}

    private CallStore() {}

    static void put(Database database, Key key, Generation generation) throws SQLException {
        byte[] call = ContentId.bytes(key.id());
        if (putHead(database, key, "generate", generation.promptTokens(), generation.usage()) == 0) {
            return;
        }
        int slot = 0;
        for (Answer answer : generation.answers()) {
            byte[] sha = Contents.putAnswer(database, answer);
            database.execute("INSERT INTO call_answers VALUES(?, ?, ?)", call, slot++, sha);
        }
    }

    static void put(Database database, Key key, Score score) throws SQLException {
        byte[] call = ContentId.bytes(key.id());
        if (putHead(database, key, "score", score.promptTokens(), score.usage()) == 0) {
            return;
        }
        int slot = 0;
        for (Continuation continuation : score.continuations()) {
            database.execute(
                    "INSERT INTO call_scores VALUES(?, ?, ?, ?)",
                    call,
                    slot++,
                    Binary.bytes(continuation.tokens()),
                    Binary.bytes(continuation.logProbabilities()));
        }
    }

    static Optional<Generation> generation(Database database, String id) throws SQLException {
        Optional<Head> head = head(database, id);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        List<Answer> answers = database.all(
                "SELECT " + Contents.ANSWER_COLUMNS + " FROM call_answers c JOIN answers a ON a.sha = c.answer"
                        + " JOIN texts t ON t.sha = a.text WHERE c.call = ? ORDER BY c.slot",
                row -> Contents.answer(row, 1),
                ContentId.bytes(id));
        return head.map(found -> new Generation(found.promptTokens(), answers, found.usage()));
    }

    static Optional<Score> score(Database database, String id) throws SQLException {
        Optional<Head> head = head(database, id);
        if (head.isEmpty()) {
            return Optional.empty();
        }
        List<Continuation> continuations = database.all(
                "SELECT tokens, log_probabilities FROM call_scores WHERE call = ? ORDER BY slot",
                row -> new Continuation(Binary.tokens(row.getBytes(1)), Binary.logProbabilities(row.getBytes(2))),
                ContentId.bytes(id));
        return head.map(found -> new Score(found.promptTokens(), continuations, found.usage()));
    }

    private static int putHead(Database database, Key key, String kind, TokenIds prompt, Usage usage)
            throws SQLException {
        return database.execute(
                "INSERT INTO calls VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                ContentId.bytes(key.id()),
                key.purpose(),
                kind,
                key.model(),
                Contents.putSequence(database, prompt),
                usage.promptTokens(),
                usage.cachedTokens(),
                usage.completionTokens(),
                usage.nanoseconds(),
                System.currentTimeMillis());
    }

    private static Optional<Head> head(Database database, String id) throws SQLException {
        return database.first(
                "SELECT s.tokens, c.prompt_tokens, c.cached_tokens, c.completion_tokens, c.nanoseconds"
                        + " FROM calls c JOIN sequences s ON s.sha = c.prompt WHERE c.id = ?",
                CallStore::readHead,
                ContentId.bytes(id));
    }

    private static Head readHead(ResultSet row) throws SQLException {
        return new Head(
                Binary.tokens(row.getBytes(1)), new Usage(row.getInt(2), row.getInt(3), row.getInt(4), row.getLong(5)));
    }
}
