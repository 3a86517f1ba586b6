package sao.generation;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import sao.architecture.Precision;
import sao.chat.Conversation;
import sao.token.SamplingSettings;

/// Measures generation and reading of a real model. Arguments: model, precision, threads, slots, answers,
/// tokens of an answer.
final class GenerationBench {
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private GenerationBench() {}

    /// Runs the measurements and prints a line for each.
    public static void main(String[] arguments) throws InterruptedException, ExecutionException, IOException {
        Path path = Path.of(arguments[0]);
        int slots = Integer.parseInt(arguments[3]);
        int answers = Integer.parseInt(arguments[4]);
        int tokens = Integer.parseInt(arguments[5]);
        EngineOptions settings = EngineOptions.defaults()
                .withPrecision("bf16".equals(arguments[1]) ? Precision.BFLOAT16 : Precision.FLOAT32)
                .forThroughput(Integer.parseInt(arguments[2]))
                .withSlots(slots);
        long begun = System.nanoTime();
        try (EngineChatModel model = EngineChatModel.open(path, settings)) {
            System.out.printf("open: %.2f s%n", (System.nanoTime() - begun) / 1e9);
            generate(model, Math.min(answers, 8), 16);
            measure("generate", () -> generate(model, answers, tokens));
            measure("read", () -> read(model, 24));
        }
    }

    private interface Work {
        /// {@return how many tokens it handled}
        long run() throws InterruptedException, ExecutionException;
    }

    private static void measure(String name, Work work) throws InterruptedException, ExecutionException, IOException {
        long wall = System.nanoTime();
        long processor = MACHINE.getProcessCpuTime();
        long tokens = work.run();
        double seconds = (System.nanoTime() - wall) / 1e9;
        double used = (MACHINE.getProcessCpuTime() - processor) / 1e9;
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("");
        System.out.printf(
                "%s: %d tokens in %.2f s = %.0f tokens/s; %.0f tokens per processor second; load %.1f; %s%n",
                name,
                tokens,
                seconds,
                tokens / seconds,
                tokens / used,
                MACHINE.getSystemLoadAverage(),
                peak.replaceAll("\\s+", " "));
    }

    private static long generate(EngineChatModel model, int answers, int tokens)
            throws InterruptedException, ExecutionException {
        SamplingSettings sampling = SamplingSettings.of(0.6, 0.95, tokens);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < answers / 2; i++) {
                int number = i;
                counts.add(callers.submit(() -> model
                        .generate(
                                Conversation.ask("Tell me a long story about the number " + number
                                        + ", a lighthouse and a baker who cannot sleep."),
                                sampling,
                                2,
                                number)
                        .answers()
                        .stream()
                        .mapToLong(answer -> answer.tokens().orElseThrow().size())
                        .sum()));
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum;
        }
    }

    private static long read(EngineChatModel model, int texts) throws InterruptedException, ExecutionException {
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < texts; i++) {
                String text = ("Item " + i + ": the keeper of the lighthouse counts ships and bread. ").repeat(24);
                counts.add(callers.submit(() -> {
                    var score = model.score(Conversation.ask(text), List.of("Yes", "No"));
                    return (long) score.promptTokens().orElseThrow().size();
                }));
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum;
        }
    }
}
