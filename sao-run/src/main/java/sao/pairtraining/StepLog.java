package sao.pairtraining;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import sao.file.DurableFile;

/// The figures of a training as JSON lines with the field `step`, each step once: a training that resumes from a
/// checkpoint or returns to one writes the steps after it again.
final class StepLog implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int NONE = -1;

    private final Path file;
    private final Set<Integer> steps = new HashSet<>();
    private Writer out;

    private StepLog(Path file, int last) throws IOException {
        this.file = file;
        this.out = keeping(last);
    }

    /// {@return the log, with the steps before `firstStep` kept; without any if that is the first step of all}
    static StepLog open(Path file, int firstStep) {
        try {
            return new StepLog(file, firstStep == 1 ? NONE : firstStep - 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Writer keeping(int last) throws IOException {
        steps.clear();
        List<String> kept = new ArrayList<>();
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            int step = step(line);
            if (step >= 0 && step <= last) {
                kept.add(line);
                steps.add(step);
            }
        }
        DurableFile.write(file, temporary -> Files.write(temporary, kept));
        return Files.newBufferedWriter(file, StandardOpenOption.APPEND);
    }

    /// Removes the steps after one from which the training continues.
    void backTo(int step) {
        try {
            out.close();
            out = keeping(step);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int step(String line) {
        try {
            return JSON.readTree(line).path("step").asInt(NONE);
        } catch (JacksonException _) {
            return NONE; // cut off by a kill
        }
    }

    /// Writes the figures of a step, unless the log has them.
    ///
    /// @param json one line
    void add(int step, String json) {
        if (!steps.add(step)) {
            return;
        }
        try {
            out.write(json + "\n");
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
