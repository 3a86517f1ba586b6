package sao.workspace;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import sao.ledger.LedgerReader;
import sao.ledger.RunState;
import sao.ledger.StageProgress;
import sao.result.RoundResults;
import sao.rows.Funnel;
import sao.summary.Measurement;

/// The status of a run, read from its ledger during the run or afterwards.
///
/// @param run the folder
/// @param state such as running, finished or failed
/// @param detail a sentence about the state; may be empty
/// @param round the latest round, from 1; 0 before the first
/// @param stages progress of that round's stages, in order
/// @param funnel counts of that round's rows by the last stage reached
/// @param measurement results of that round's model on held-out prompts
/// @param benchmarks results of that round's model on each benchmark
/// @param report path of the report; empty if it was not written yet
public record RunStatus(
        String run,
        RunState state,
        String detail,
        int round,
        List<StageProgress> stages,
        Funnel funnel,
        Measurement measurement,
        List<Measurement.Benchmark> benchmarks,
        String report) {
    public RunStatus {
        stages = List.copyOf(stages);
        benchmarks = List.copyOf(benchmarks);
    }

    /// {@return the status of the run in a folder}
    ///
    /// @throws sao.error.SaoException if the folder holds no run, or its ledger is damaged or of a newer version
    public static RunStatus of(RunFolder folder) {
        try (LedgerReader reader = LedgerReader.open(folder.path())) {
            List<Integer> rounds = reader.rounds();
            int round = rounds.isEmpty() ? 0 : rounds.getLast();
            Optional<String> detail = reader.meta("state_detail");
            RoundResults results = reader.round(Math.max(1, round)).results();
            return new RunStatus(
                    folder.toString(),
                    reader.state(),
                    detail.orElse(""),
                    round,
                    reader.stages().stream()
                            .filter(stage -> stage.round() == Math.max(1, round))
                            .toList(),
                    reader.round(Math.max(1, round)).funnel(),
                    Measurement.heldOut(results),
                    Measurement.benchmarks(results),
                    Files.isRegularFile(folder.report()) ? folder.report().toString() : "");
        }
    }
}
