package sao.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import sao.error.SaoException;
import sao.ledger.Ledger;
import sao.ledger.LedgerMerge;
import sao.workspace.RunFolder;

/// Runs made of others.
public final class MergedRun {
    private MergedRun() {}

    /// Makes one run of two: the ledger has the calls of both, the settings are the first one's.
    ///
    /// @param to without a ledger
    /// @return what was found
    /// @throws SaoException if one is no run, or `to` has a ledger already
    public static LedgerMerge.Merged of(RunFolder first, RunFolder second, RunFolder to) {
        LedgerMerge.Merged merged = LedgerMerge.merge(first.path(), second.path(), to.path());
        Path settings = first.settings();
        if (Files.isRegularFile(settings)) {
            try {
                Files.copy(settings, to.settings(), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new SaoException(
                        "%s cannot be written: %s".formatted(to.settings(), e.getMessage()),
                        "Copy %s there by hand.".formatted(settings),
                        e);
            }
        }
        return merged;
    }

    /// Brings a run's ledger to this program's version.
    ///
    /// @throws SaoException if there is none, or another process writes it
    public static void upgrade(RunFolder folder) {
        if (!Files.exists(folder.path().resolve("ledger.db"))) {
            throw new SaoException("%s has no ledger.".formatted(folder), "Name the folder of a run.");
        }
        Ledger.upgrade(folder.path());
    }
}
