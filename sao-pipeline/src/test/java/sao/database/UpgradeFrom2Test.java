package sao.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.ledger.Ledger;
import sao.ledger.LedgerReader;
import sao.ledger.LedgerVerification;

class UpgradeFrom2Test {
    @TempDir
    private Path folder;

    @BeforeEach
    void version2() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(Schema.resource("schema-2.sql"));
            statement.executeUpdate("PRAGMA application_id = " + Schema.APPLICATION_ID);
            statement.executeUpdate("PRAGMA user_version = 2");
            statement.executeUpdate("INSERT INTO meta VALUES('reference/model/a', '-12.000000000000002')");
            statement.executeUpdate("INSERT INTO meta VALUES('reference/model/b', '-4.9E-324')");
            statement.executeUpdate("INSERT INTO meta VALUES('state', 'finished')");
            statement.executeUpdate("INSERT INTO sequences VALUES(1, x'00', x'07')");
            statement.executeUpdate("INSERT INTO purposes VALUES(1, 'responses', 'score', 'm')");
            statement.executeUpdate("INSERT INTO calls VALUES(1, zeroblob(16), 1, 1, 3, 0, 2, 5, 6, x'00')");
            statement.executeUpdate("INSERT INTO train_steps VALUES(1, 1, 0.1, NULL, 1, 1e-6, 2, 512, 0.25)");
        }
    }

    @Test
    void referencesAreFoundWhereTheyBelong() {
        try (Ledger ledger = Ledger.openBeside(folder)) {
            assertThat(ledger.reference("model/a")).hasValue(-12.000000000000002);
            assertThat(ledger.reference("model/b")).hasValue(-4.9E-324);
        }
        try (LedgerReader reader = LedgerReader.open(folder)) {
            assertThat(reader.metas()).containsOnlyKeys("state");
        }
    }

    @Test
    void theCallsOfARunWithOneRoundAreThatRounds() {
        Ledger.upgrade(folder);
        try (LedgerReader reader = LedgerReader.open(folder)) {
            assertThat(reader.calls(1)).isEqualTo(reader.calls()).hasSize(1);
        }
    }

    @Test
    void everyRowHasItsDigestAfterwards() throws SQLException {
        Ledger.upgrade(folder);
        assertThat(LedgerVerification.of(folder))
                .filteredOn(finding -> finding.name().endsWith("of rows"))
                .hasSize(2)
                .extracting(LedgerVerification.Finding::wrong)
                .containsOnly(0L);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("ledger.db"));
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE train_steps SET loss = 0.2");
        }
        assertThat(LedgerVerification.of(folder))
                .contains(new LedgerVerification.Finding("values of rows", 1, "train_steps round 1, step 1"));
    }

    @Test
    void theTablesAreThoseOfANewLedger() throws SQLException {
        Ledger.upgrade(folder);
        Path fresh = folder.resolve("fresh");
        Ledger.open(fresh).close();
        assertThat(columns(folder)).isEqualTo(columns(fresh));
    }

    private static List<String> columns(Path run) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + run.resolve("ledger.db"));
                Statement statement = connection.createStatement();
                var rows =
                        statement.executeQuery("SELECT t.name, c.cid, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk"
                                + " FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'"
                                + " ORDER BY t.name, c.cid")) {
            List<String> columns = new ArrayList<>();
            while (rows.next()) {
                StringBuilder column = new StringBuilder();
                for (int i = 1; i <= 7; i++) {
                    column.append(rows.getString(i)).append(' ');
                }
                columns.add(column.toString());
            }
            return columns;
        }
    }
}
