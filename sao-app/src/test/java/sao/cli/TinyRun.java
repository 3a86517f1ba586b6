package sao.cli;

import java.util.ArrayList;
import java.util.List;

/// A run of the whole loop that takes seconds.
final class TinyRun {
    private static final List<String> SETTINGS = List.of(
            "personas.count=6",
            "prompts.template=paper",
            "prompts.language=any",
            "prompts.max_tokens=32",
            "prompts.spare=8",
            "responses.max_tokens=24",
            "judge.kind=backward",
            "judge.audit.minimum_accuracy=0",
            "judge.audit.probes=8",
            "pairs.truncated=keep",
            "pairs.maximum_length_ratio=1000",
            "train.batch=2",
            "train.learning_rate=1e-4",
            "train.warmup=0",
            "train.checkpoint_every=1",
            "train.precision=fp32",
            "evaluate.held_out=2",
            "engine.precision=fp32",
            "engine.threads=1",
            "engine.slots=8");

    private TinyRun() {}

    /// {@return the command line of it}
    ///
    /// @param run folder
    /// @param model folder
    /// @param more arguments
    static String[] arguments(String run, String model, String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", "--run", run, "--set", "model=" + model));
        for (String setting : SETTINGS) {
            arguments.addAll(List.of("--set", setting));
        }
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
