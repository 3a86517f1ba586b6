package sao.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import sao.error.SaoException;
import sao.ledger.LedgerReader;
import sao.settings.RunSettings;
import sao.summarizer.LedgerSummary;
import sao.summarizer.RunOrigin;
import sao.workspace.RunFolder;

/// Writes the report of a run from its ledger and its settings.
public final class RunReport {
    private static final int LONGEST_FACT = 100;

    private RunReport() {}

    /// Writes the report, replacing an earlier one.
    ///
    /// @return the file
    /// @throws SaoException if the run does not exist, or the file cannot be written
    public static Path write(RunFolder folder) {
        try (LedgerReader ledger = LedgerReader.open(folder.path())) {
            RunSettings settings = folder.readSettings();
            RunOrigin origin = new RunOrigin(
                    folder.name(), settings.model(), Files.readString(folder.settings()), versions(ledger));
            Report.write(LedgerSummary.of(ledger, origin, Instant.now()), folder.report());
            return folder.report();
        } catch (IOException e) {
            throw new SaoException(
                    "The settings %s cannot be read: %s".formatted(folder.settings(), e.getMessage()),
                    "Run `sao run --run %s` again; it rewrites them.".formatted(folder.path()),
                    e);
        }
    }

    /// {@return the short facts that the run recorded about its programs and its machine}
    private static Map<String, String> versions(LedgerReader ledger) {
        Map<String, String> versions = new TreeMap<>(ledger.metas());
        versions.values().removeIf(value -> value.isEmpty() || value.contains("\n") || value.length() > LONGEST_FACT);
        return versions;
    }
}
