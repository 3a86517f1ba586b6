

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import sao.architecture.Precision;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.generation.EngineChatModel;
import sao.generation.EngineOptions;
import sao.token.Ending;
import sao.token.Penalties;
import sao.token.SamplingSettings;
import sao.torch.ComputeDevice;

/// Tokens per second of the embedded engine on the prompts of a pairs file.
///
/// Arguments: MODEL PAIRS SLOTS PROMPTS ANSWERS TOKENS [LANES [THREADS [PRECISION [DEVICE]]]]. Prints one JSON line.
void main(String[] arguments) throws Exception {
    int slots = Integer.parseInt(arguments[2]);
    int prompts = Integer.parseInt(arguments[3]);
    int answers = Integer.parseInt(arguments[4]);
    int tokens = Integer.parseInt(arguments[5]);
    List<String> asked = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
        int begin = line.indexOf("\"content\": \"") + 12;
        asked.add(line.substring(begin, line.indexOf("\"}", begin)).replace("\\n", "\n").replace("\\\"", "\""));
    }
    EngineOptions settings = EngineOptions.defaults().withSlots(slots);
    int lanes = arguments.length > 6 ? Integer.parseInt(arguments[6]) : settings.lanes();
    int threads = arguments.length > 7 ? Integer.parseInt(arguments[7]) : settings.threads();
    settings = settings.on(ComputeDevice.named(arguments.length > 9 ? arguments[9] : "cpu"));
    settings = new EngineOptions(
            arguments.length > 8 ? Precision.valueOf(arguments[8]) : settings.precision(), threads, lanes, slots, settings.contextTokens(), settings.cachedTokens(), settings.prefixTokens(), settings.memoryBytes(), settings.device());
    long open = System.nanoTime();
    try (EngineChatModel model = EngineChatModel.open(Path.of(arguments[0]), settings)) {
        double opened = (System.nanoTime() - open) / 1e9;
        // every answer is generated to its token limit, as in the other programs
        SamplingSettings sampling = new SamplingSettings(0.6, 0.95, 0, 0, Penalties.NONE, new Ending(tokens, tokens, List.of(), Set.of()));
        model.generate(Conversation.ask("Hello"), SamplingSettings.of(0.6, 0.95, 8), 2, 1);
        long begin = System.nanoTime();
        double processor = processorSeconds();
        int made = 0;
        int read = 0;
        int digest = 0;
        try (ExecutorService rows = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Generation>> waiting = new ArrayList<>();
            for (int i = 0; i < prompts; i++) {
                String prompt = asked.get(i % asked.size());
                long seed = i;
                waiting.add(rows.submit(() -> model.generate(Conversation.ask(prompt), sampling, answers, seed)));
            }
            for (Future<Generation> each : waiting) {
                Generation generation = each.get();
                read += generation.promptTokens().orElseThrow().size();
                for (Answer answer : generation.answers()) {
                    digest = 31 * digest + Arrays.hashCode(answer.tokens().orElseThrow().toArray());
                    digest = 31 * digest + Arrays.hashCode(answer.logProbabilities().orElseThrow().toArray());
                }
                made += generation.answers().stream().mapToInt(answer -> answer.tokens().orElseThrow().size()).sum();
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        IO.println("{\"program\": \"sao\", \"slots\": %d, \"tokens\": %d, \"prompt_tokens\": %d, \"seconds\": %.2f, \"tokens_per_second\": %.1f, \"tokens_per_processor_second\": %.1f, \"open_seconds\": %.2f, \"peak_rss_gb\": %.2f, \"digest\": \"%08x\"}"
                .formatted(slots, made, read, seconds, made / seconds, made / (processorSeconds() - processor), opened, peakGigabytes(), digest));
    }
}

/// The CPU time of the process, which varies less than wall time when other programs are running.
double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
}

double peakGigabytes() throws Exception {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
        if (line.startsWith("VmHWM")) {
            return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1048576.0;
        }
    }
    return Double.NaN;
}
