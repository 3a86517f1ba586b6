package sao.run;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import sao.persona.PersonaSource;
import sao.workspace.FileFormats;
import sao.workspace.RunFolder;

/// Fails for every file: the tests that use it read and write none.
public final class NoFormats implements FileFormats {
    @Override
    public PersonaSource parquetPersonas(Path file, String column, Consumer<String> warnings) {
        throw new AssertionError("no file is read");
    }

    @Override
    public void benchmark(Path file, BiConsumer<String, String> firstTurns, BiConsumer<String, String> everyTurn) {
        throw new AssertionError("no file is read");
    }

    @Override
    public void benchmark(Path file, BiConsumer<String, String> everyTurn) {
        throw new AssertionError("no file is read");
    }

    @Override
    public void report(RunFolder run) {
        throw new AssertionError("no report is written");
    }
}
