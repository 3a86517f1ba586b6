package sao.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerVerificationTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void make() {
        SmallLedger.make(folder);
    }

    @Test
    void aSoundLedgerHasNothingWrong() {
        assertThat(LedgerVerification.of(folder))
                .hasSize(16)
                .extracting(LedgerVerification.Finding::wrong)
                .containsOnly(0L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE texts SET body = 'When?' WHERE body = 'Why 0?' | digests of texts",
                "UPDATE sequences SET tokens = x'07' WHERE number = 1 | digests of sequences",
                "UPDATE answers SET seed = seed + 1 WHERE number = 1 | digests of answers",
                "DELETE FROM texts WHERE body = 'A person 0' | references",
                "UPDATE calls SET id = (SELECT id FROM calls WHERE number = 1) | calls of one id",
                "UPDATE call_index SET last_call = 2 | index of calls",
                "DELETE FROM call_answers | calls without an answer",
                "UPDATE personas SET id = x'00' | prompts of another persona",
                "UPDATE prompts SET id = x'00' | responses to another prompt",
                "UPDATE judgments SET first = second | judgments of unknown responses",
                "DELETE FROM drops | rows that do not end exactly once",
                "INSERT INTO call_ids SELECT id, number FROM calls | calls indexed twice",
                "UPDATE pairs SET chosen = rejected, rejected = chosen | values of rows",
                "UPDATE answers SET finish_reason = 'lenght' WHERE number = 1 | values of rows",
                "DELETE FROM judgments | number of rows",
                "INSERT INTO rounds(round, recipe) VALUES(2, 1) | number of rows",
            })
    void whatIsWrongIsNamed(String sql, String name) throws Exception {
        change(sql);
        assertThat(LedgerVerification.of(folder))
                .filteredOn(finding -> finding.wrong() > 0)
                .extracting(LedgerVerification.Finding::name)
                .contains(name);
    }

    @Test
    void aChangedRowIsNamedByItsKey() throws Exception {
        change("UPDATE answers SET finish_reason = 'lenght' WHERE number = 2");
        change("UPDATE judgments SET given = given + 1");
        change("DELETE FROM train_steps");
        assertThat(LedgerVerification.of(folder))
                .contains(
                        new LedgerVerification.Finding("values of rows", 3, "answers number 2"),
                        new LedgerVerification.Finding(
                                "number of rows", 1, "train_steps with 0 rows, of which 1 were written"));
    }

    @Test
    void aChangeOfAnyColumnOfAnyTableIsFound() throws Exception {
        List<String> empty = new ArrayList<>();
        for (String table : tables()) {
            if (count(table) == 0) {
                empty.add(table);
                continue;
            }
            for (String column : columns(table)) {
                byte[] sound = Files.readAllBytes(file());
                change(
                        "UPDATE %1$s SET %2$s = CASE typeof(%2$s) WHEN 'integer' THEN 977 + %2$s WHEN 'real' THEN %2$s + 0.5"
                                        .formatted(table, column)
                                + " WHEN 'blob' THEN x'00' || %1$s WHEN 'null' THEN 5 ELSE %1$s || 'x' END WHERE %1$s IS"
                                        .formatted(column)
                                + " (SELECT %s FROM %s LIMIT 1)".formatted(column, table));
                assertThat(wrong()).as("%s.%s", table, column).isNotEmpty();
                Files.write(file(), sound);
            }
        }
        assertThat(empty).containsExactlyInAnyOrder("call_ids");
        assertThat(wrong()).isEmpty();
    }

    @Test
    void aDeletedRowOfAnyTableIsFound() throws Exception {
        for (String table : tables()) {
            if (count(table) > 0) {
                byte[] sound = Files.readAllBytes(file());
                String key = columns(table).getFirst();
                change("DELETE FROM %1$s WHERE %2$s = (SELECT %2$s FROM %1$s LIMIT 1)".formatted(table, key));
                assertThat(wrong()).as(table).isNotEmpty();
                Files.write(file(), sound);
            }
        }
    }

    @Test
    void whatIsWrittenAgainOrChangedByTheProgramStaysSound() {
        try (Ledger ledger = Ledger.open(folder)) {
            ledger.meta("forecast", "{}");
            ledger.reference("model/answer", -2);
            SmallLedger.record(ledger);
            ledger.round(1, Map.of("judge", "another"));
        }
        assertThat(wrong()).isEmpty();
    }

    private Path file() {
        return folder.resolve("ledger.db");
    }

    private List<LedgerVerification.Finding> wrong() {
        return LedgerVerification.of(folder).stream()
                .filter(finding -> finding.wrong() > 0)
                .toList();
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        }
    }

    private List<String> tables() throws SQLException {
        return strings("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
    }

    private List<String> columns(String table) throws SQLException {
        return strings("SELECT name FROM pragma_table_info('%s')".formatted(table));
    }

    private long count(String table) throws SQLException {
        return Long.parseLong(
                strings("SELECT count(*) FROM %s".formatted(table)).getFirst());
    }

    private List<String> strings(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
