package sao.evaluatecommand;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;

/// Benchmarks that are evaluated in the same way, such as questions with choices, or verified instructions.
interface BenchmarkKind {
    /// {@return the values of `--benchmark` that this kind evaluates}
    List<String> names();

    /// Describes each benchmark for `sao evaluate --list`: its metric, its splits, the columns that its rows must
    /// have, and where they are found.
    void list(PrintWriter out);

    /// Evaluates a benchmark and prints the result.
    ///
    /// @param name one of [#names]
    /// @param out receives the result: a JSON object with `--json`, otherwise a table
    /// @param err receives progress and warnings
    /// @throws sao.error.SaoException if the user's input or the model prevents it
    void evaluate(String name, EvaluateOptions options, PrintWriter out, PrintWriter err)
            throws IOException, InterruptedException;
}
