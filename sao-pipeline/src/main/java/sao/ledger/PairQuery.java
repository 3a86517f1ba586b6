package sao.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import sao.domain.Answer;
import sao.domain.PreferencePair;
import sao.domain.TokenIds;

/// Reads the pairs of a round page by page in the order of their ids, each page in a transaction of its
/// own, so that the writer's log can be folded back in between.
final class PairQuery {
    private static final int PAGE = 256;

    private final int round;
    private byte[] last = new byte[0];

    PairQuery(int round) {
        this.round = round;
    }

    /// {@return the next pairs; none when there are no more}
    List<PreferencePair> next(Database database) throws SQLException {
        List<PreferencePair> page = database.all(
                "SELECT p.id, p.persona, p.judge, p.probability, p.given, p.swapped, prompt.body, s.tokens,"
                        + " ct.body, c.tokens, c.log_probabilities, c.finish_reason, c.seed,"
                        + " rt.body, r.tokens, r.log_probabilities, r.finish_reason, r.seed"
                        + " FROM pairs p JOIN texts prompt ON prompt.number = p.prompt"
                        + " JOIN sequences s ON s.number = p.prompt_tokens"
                        + " JOIN answers c ON c.number = p.chosen JOIN texts ct ON ct.number = c.text"
                        + " JOIN answers r ON r.number = p.rejected JOIN texts rt ON rt.number = r.text"
                        + " WHERE p.recipe = (SELECT recipe FROM rounds WHERE round = ?) AND p.id > ?"
                        + " ORDER BY p.id LIMIT " + PAGE,
                this::read,
                round,
                last);
        if (!page.isEmpty()) {
            last = ContentId.bytes(page.getLast().id());
        }
        return page;
    }

    private PreferencePair read(ResultSet row) throws SQLException {
        String id = ContentId.hex(row.getBytes(1));
        String persona = ContentId.hex(row.getBytes(2));
        TokenIds promptTokens = Binary.tokens(row.getBytes(8));
        Answer chosen = Contents.answer(row, 9);
        Answer rejected = Contents.answer(row, 14);
        return new PreferencePair(
                id,
                round,
                persona,
                row.getString(7),
                promptTokens,
                chosen,
                rejected,
                row.getDouble(4),
                row.getDouble(5),
                row.getDouble(6),
                row.getString(3));
    }
}
