package sao.rows;

import java.sql.SQLException;
import java.util.Locale;
import sao.database.Database;

/// The stages of a round, in order. Their labels are stored in ledgers and shown by `sao status --json`.
public enum RoundStage {
    /// Personas become prompts, of which some are accepted.
    PROMPTS,
    /// Accepted prompts are answered.
    RESPONSES,
    /// Responses are compared by the judge.
    JUDGMENTS,
    /// Judged responses become preference pairs.
    PAIRS,
    /// The judge is tested on pairs of known order.
    AUDIT,
    /// The model of the previous round judges the pairs of this one.
    AGREEMENT,
    /// The model is trained on the pairs.
    TRAIN,
    /// The trained model is written as files that other programs load.
    EXPORT,
    /// The trained model is compared with the start model.
    EVALUATE,
    /// Both models answer prompts with constraints that a rule verifies.
    CONSTRAINTS,
    /// The report is written.
    REPORT;

    /// {@return the name in files and on the command line}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// {@return the position among the stages, from 0}
    @SuppressWarnings("EnumOrdinal") // the order of the constants is the order of the stages
    public int position() {
        return ordinal();
    }

    /// {@return the stage of a label}
    ///
    /// @throws SQLException if there is none: the ledger is damaged
    public static RoundStage read(String label) throws SQLException {
        for (RoundStage stage : values()) {
            if (stage.label().equals(label)) {
                return stage;
            }
        }
        throw Database.damaged("'%s' is not the name of a stage".formatted(label));
    }
}
