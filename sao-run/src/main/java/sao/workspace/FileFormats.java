package sao.workspace;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import sao.persona.PersonaSource;

/// Reads and writes file formats whose libraries this module does not depend on: Parquet input and the HTML
/// report. The program that embeds this module implements it.
///
/// @implSpec Thread-safe. A method throws [sao.error.SaoException] if a file cannot be read or written.
public interface FileFormats {
    /// {@return the personas in a column of a Parquet file}
    ///
    /// @param file to read
    /// @param column that holds the persona's text
    /// @param warnings receives a message for each row without a text
    PersonaSource parquetPersonas(Path file, String column, Consumer<String> warnings);

    /// Reads the prompts of a benchmark file of any supported format, row by row.
    ///
    /// @param file to read
    /// @param firstTurns receives the benchmark's name and the first turn of each row; every row must have one
    /// @param everyTurn receives the benchmark's name and every turn of each row
    void benchmark(Path file, BiConsumer<String, String> firstTurns, BiConsumer<String, String> everyTurn);

    /// Reads every turn of a benchmark file of any supported format. Rows without a prompt are skipped.
    ///
    /// @param file to read
    /// @param everyTurn receives the benchmark's name and every turn of each row
    void benchmark(Path file, BiConsumer<String, String> everyTurn);

    /// Writes the report of a run from its ledger.
    ///
    /// @param folder of the run
    void report(RunFolder folder);
}
