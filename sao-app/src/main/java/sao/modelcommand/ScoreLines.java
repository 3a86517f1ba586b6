package sao.modelcommand;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import sao.error.SaoException;

/// Scores input lines concurrently and prints the results in input order. An interactive writer gets each result
/// before the next line is read; a file is scored in batches.
///
/// @param scorer computes the result for one line
/// @param json whether complete results are printed as JSON; otherwise only the sums
record ScoreLines(Function<String, LineScorer.Scored> scorer, boolean json) {
    private static final int AHEAD = 128;

    /// @param lines the input; read to its end
    /// @param out receives the results; flushed whenever no further result is ready
    void answer(BufferedReader lines, PrintWriter out) throws IOException, InterruptedException {
        BlockingQueue<Future<Line>> answers = new ArrayBlockingQueue<>(AHEAD);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Boolean> reading = threads.submit(() -> read(lines, answers, threads));
            try {
                for (Line line = answers.take().get();
                        line instanceof Answered(var scored);
                        line = answers.take().get()) {
                    out.println(json ? scored.json() : scored.sums());
                    if (answers.peek() == null || !answers.peek().isDone()) {
                        if (out.checkError()) { // flushes; stops if the output has been closed
                            threads.shutdownNow();
                            return;
                        }
                    }
                }
                reading.get();
            } catch (ExecutionException e) {
                out.flush();
                threads.shutdownNow();
                throw unwrapped(e);
            }
        }
    }

    private sealed interface Line {}

    private record Answered(LineScorer.Scored scored) implements Line {}

    private record End() implements Line {}

    private boolean read(BufferedReader lines, BlockingQueue<Future<Line>> answers, ExecutorService threads)
            throws IOException, InterruptedException {
        int number = 0;
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int own = ++number;
                String text = line;
                if (!text.isBlank()) {
                    answers.put(threads.submit(() -> answered(text, own)));
                }
            }
            return true;
        } finally {
            answers.put(CompletableFuture.completedFuture(new End()));
        }
    }

    private Line answered(String text, int number) {
        try {
            return new Answered(scorer.apply(text));
        } catch (SaoException e) {
            throw new SaoException("Line %d: %s".formatted(number, e.problem()), e.remedy(), e);
        }
    }

    private static RuntimeException unwrapped(ExecutionException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error error -> throw error;
            case null, default -> new IllegalStateException(e);
        };
    }
}
