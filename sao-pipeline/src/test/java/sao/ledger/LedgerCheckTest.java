package sao.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sao.chat.Conversation;
import sao.domain.Judgment;
import sao.domain.Persona;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

class LedgerCheckTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void oneRow() {
        String persona = ContentId.of(Map.of("kind", "persona"));
        String prompt = ContentId.of(Map.of("kind", "prompt"));
        try (Ledger ledger = Ledger.open(folder)) {
            StubModel stub = new StubModel("one");
            ledger.remembering(stub, "responses").generate(Conversation.ask("a"), SamplingSettings.of(0, 1, 8), 2, 1);
            ledger.remembering(stub, "judgments").score(Conversation.ask("a"), List.of("yes", "no"));
            RoundRecords round = ledger.round(1, Map.of());
            round.persona(0, new Persona(persona, "A person", "grid"));
            round.prompt(0, new Prompt(prompt, persona, "Why?"), false);
            Response first = response(prompt, 0);
            Response second = response(prompt, 1);
            round.response(0, first);
            round.response(0, second);
            round.judgment(0, "random/v1", first, second, new Judgment.Tied(0, 0, 1));
            round.drop(new Drop(0, "judgments", "tied_judgment", ""));
            round.complete();
        }
    }

    @Test
    void aSoundLedgerHasNothingWrong() {
        assertThat(LedgerCheck.of(folder))
                .hasSize(13)
                .extracting(LedgerCheck.Finding::wrong)
                .containsOnly(0L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE texts SET body = 'When?' WHERE body = 'Why?' | digests of texts",
                "UPDATE sequences SET tokens = x'07' WHERE number = 1 | digests of sequences",
                "UPDATE answers SET seed = seed + 1 WHERE number = 1 | digests of answers",
                "DELETE FROM texts WHERE body = 'A person' | references",
                "UPDATE calls SET id = (SELECT id FROM calls WHERE number = 1) | calls of one id",
                "UPDATE call_index SET last_call = 2 | index of calls",
                "DELETE FROM call_answers | calls without an answer",
                "UPDATE personas SET id = x'00' | prompts of another persona",
                "UPDATE prompts SET id = x'00' | responses to another prompt",
                "UPDATE judgments SET first = second | judgments of unknown responses",
                "DELETE FROM drops | rows that do not end exactly once",
            })
    void whatIsWrongIsNamed(String sql, String name) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
        assertThat(LedgerCheck.of(folder))
                .filteredOn(finding -> finding.wrong() > 0)
                .extracting(LedgerCheck.Finding::name)
                .contains(name);
    }

    private static Response response(String prompt, int slot) {
        return new Response(
                ContentId.of(Map.of("slot", slot)),
                prompt,
                slot,
                TokenIds.of(1, 2),
                StubModel.answer("response %d".formatted(slot), slot));
    }
}
