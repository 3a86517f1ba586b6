package sao.workspace;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import sao.ledger.LedgerReader;
import sao.ledger.RunState;
import sao.ledger.StageProgress;
import sao.rows.Evaluation;
import sao.rows.Funnel;
import sao.summary.Findings;
import sao.summary.Measurement;

/// How a run stands, read from its ledger while it runs or afterwards.
///
/// @param run the folder
/// @param state what it does now
/// @param detail a sentence about the state; may be empty
/// @param round the round it is in; 0 before the first
/// @param stages of that round, in order
/// @param funnel how many rows came how far
/// @param measurement what that round's model is worth on held-out prompts
/// @param benchmarks what it is worth on each benchmark
/// @param report path of the report; empty while there is none
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

    /// {@return how the run in a folder stands}
    ///
    /// @throws sao.error.SaoException if there is no run, or its ledger is damaged or too new
    public static RunStatus of(RunFolder folder) {
        try (LedgerReader reader = LedgerReader.open(folder.path())) {
            List<Integer> rounds = reader.rounds();
            int round = rounds.isEmpty() ? 0 : rounds.getLast();
            Optional<String> detail = reader.meta("state_detail");
            List<Evaluation> evaluations = reader.round(Math.max(1, round)).evaluations();
            return new RunStatus(
                    folder.toString(),
                    reader.state(),
                    detail.orElse(""),
                    round,
                    reader.stages().stream()
                            .filter(stage -> stage.round() == Math.max(1, round))
                            .toList(),
                    reader.round(Math.max(1, round)).funnel(),
                    Findings.measurement(evaluations),
                    Findings.benchmarks(evaluations),
                    Files.isRegularFile(folder.report()) ? folder.report().toString() : "");
        }
    }
}
