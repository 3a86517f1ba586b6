package sao.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerMerge;
import sao.workspace.RunFolder;

/// Merges and upgrades the ledgers of runs.
public final class MergedRun {
    private MergedRun() {}

    /// Merges two runs. The new ledger holds the model calls of both; the settings are those of the first.
    ///
    /// @param to folder of the new run, without a ledger
    /// @return counts of the merged calls
    /// @throws SaoException if `first` or `second` is not a run, or `to` has a ledger already
    public static LedgerMerge.Merged of(RunFolder first, RunFolder second, RunFolder to) {
        LedgerMerge.Merged merged = LedgerMerge.merge(first.path(), second.path(), to.path());
        Path settings = first.settings();
        if (Files.isRegularFile(settings)) {
            try {
                Files.copy(settings, to.settings(), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new SaoException(
                        "%s cannot be written: %s".formatted(to.settings(), e.getMessage()),
                        "Copy %s to that path.".formatted(settings),
                        e);
            }
        }
        return merged;
    }

    /// Upgrades a run's ledger to the format of this program.
    ///
    /// @throws SaoException if the folder has no ledger, or another process has it open for writing
    public static void upgrade(RunFolder folder) {
        if (!Files.exists(folder.path().resolve("ledger.db"))) {
            throw new SaoException("%s has no ledger.".formatted(folder), "Name the folder of a run.");
        }
        Ledger.upgrade(folder.path());
    }
}
