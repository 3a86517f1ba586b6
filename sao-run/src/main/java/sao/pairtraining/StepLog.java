package sao.pairtraining;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import sao.file.DurableFile;
import sao.trainer.TrainingStep;

/// The steps of a training as JSON lines, each step once whatever happened: a training that goes on from a
/// checkpoint writes the steps after it anew.
final class StepLog implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Path file;
    private Writer out;

    private StepLog(Path file, Writer out) {
        this.file = file;
        this.out = out;
    }

    /// {@return the log, with the steps before `firstStep` kept}
    static StepLog open(Path file, int firstStep) {
        try {
            return new StepLog(file, keeping(file, firstStep));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Writer keeping(Path file, int firstStep) throws IOException {
        List<String> kept = Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> isBefore(firstStep, line))
                        .toList()
                : List.of();
        DurableFile.write(file, temporary -> Files.write(temporary, kept));
        return Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    /// Forgets the steps after one from which the training goes on.
    void backTo(int step) {
        try {
            out.close();
            out = keeping(file, step + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isBefore(int step, String line) {
        try {
            int found = JSON.readTree(line).path("step").asInt();
            return found > 0 && found < step;
        } catch (JacksonException _) {
            return false; // cut off by a kill
        }
    }

    void add(TrainingStep step) {
        try {
            out.write(step.json() + "\n");
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
