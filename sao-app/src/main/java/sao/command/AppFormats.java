package sao.command;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import sao.ingest.BenchmarkFile;
import sao.ingest.ParquetPersonas;
import sao.persona.PersonaSource;
import sao.report.RunReport;
import sao.workspace.FileFormats;
import sao.workspace.RunFolder;

/// The file formats of the command line program: Parquet by `sao.dataset`, the report by `sao.report`.
public final class AppFormats implements FileFormats {
    @Override
    public PersonaSource parquetPersonas(Path file, String column, Consumer<String> warnings) {
        return new ParquetPersonas(file, column, warnings);
    }

    @Override
    public void benchmark(Path file, BiConsumer<String, String> firstTurns, BiConsumer<String, String> everyTurn) {
        BenchmarkFile.readTurns(file, firstTurns, everyTurn);
    }

    @Override
    public void benchmark(Path file, BiConsumer<String, String> everyTurn) {
        BenchmarkFile.read(file, everyTurn);
    }

    @Override
    public void report(RunFolder folder) {
        RunReport.write(folder);
    }
}
