package sao.rows;

import java.sql.ResultSet;
import java.sql.SQLException;
import sao.calls.ContentStore;
import sao.chat.Answer;
import sao.content.ContentId;
import sao.content.ConversationText;
import sao.content.TokenBytes;
import sao.domain.PreferencePair;

/// Reads a pair with its texts, tokens and log-probabilities.
final class PairQuery {
    static final String SELECT =
            "SELECT p.id, p.persona, p.judge, p.probability, p.given, p.swapped, prompt.body, s.tokens,"
                    + " ct.body, c.tokens, c.log_probabilities, c.finish_reason, c.seed,"
                    + " rt.body, r.tokens, r.log_probabilities, r.finish_reason, r.seed"
                    + " FROM pairs p JOIN texts prompt ON prompt.number = p.prompt"
                    + " JOIN sequences s ON s.number = p.prompt_tokens"
                    + " JOIN answers c ON c.number = p.chosen JOIN texts ct ON ct.number = c.text"
                    + " JOIN answers r ON r.number = p.rejected JOIN texts rt ON rt.number = r.text";

    private PairQuery() {}

    static PreferencePair read(ResultSet row, int round) throws SQLException {
        String id = ContentId.hex(row.getBytes(1));
        String persona = ContentId.hex(row.getBytes(2));
        Answer chosen = ContentStore.answer(row, 9);
        Answer rejected = ContentStore.answer(row, 14);
        return new PreferencePair(
                id,
                round,
                persona,
                ConversationText.read(row.getString(7)),
                TokenBytes.possibleTokens(row.getBytes(8)),
                chosen,
                rejected,
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getString(3));
    }
}
