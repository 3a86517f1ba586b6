package sao.server;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import sao.generation.EngineLoad;

/// The server's metrics, written in Prometheus' text format. Any thread.
final class ServerMetrics {
    private static final double[] SECONDS = {0.1, 0.3, 1, 3, 10, 30, 100, 300};

    private final Map<String, LongAdder> requests = new ConcurrentSkipListMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private final LongAdder prompt = new LongAdder();
    private final LongAdder cached = new LongAdder();
    private final LongAdder generated = new LongAdder();
    private final LongAdder gone = new LongAdder();
    private final LongAdder[] durations = new LongAdder[SECONDS.length + 1];
    private final LongAdder milliseconds = new LongAdder();

    ServerMetrics() {
        for (int i = 0; i < durations.length; i++) {
            durations[i] = new LongAdder();
        }
    }

    /// Counts a new request.
    ///
    /// {@return the number of running requests, including this one}
    int begin() {
        return running.incrementAndGet();
    }

    int running() {
        return running.get();
    }

    /// Records that a request has been answered or its client has disconnected.
    ///
    /// @param nanoseconds duration of the request
    void end(String path, int status, long nanoseconds) {
        running.decrementAndGet();
        String labels = "path=\"%s\",status=\"%d\"".formatted(path, status);
        requests.computeIfAbsent(labels, _ -> new LongAdder()).increment();
        milliseconds.add(nanoseconds / 1_000_000);
        int bucket = 0;
        while (bucket < SECONDS.length && nanoseconds / 1e9 > SECONDS[bucket]) {
            bucket++;
        }
        durations[bucket].increment();
    }

    void clientGone() {
        gone.increment();
    }

    void tokens(TokenUsage usage) {
        prompt.add(usage.prompt());
        cached.add(usage.cached());
        generated.add(usage.completion());
    }

    /// {@return all metrics in Prometheus' text format}
    String text(EngineLoad load) {
        StringBuilder text = new StringBuilder();
        head(text, "sao_requests_total", "counter", "Requests answered, by path and status.");
        new TreeMap<>(requests)
                .forEach((labels, count) -> text.append("sao_requests_total{%s} %d\n".formatted(labels, count.sum())));
        single(text, "sao_requests_running", "gauge", "Requests under way.", running.get());
        single(text, "sao_requests_abandoned_total", "counter", "Requests whose client went away.", gone.sum());
        single(text, "sao_calls_waiting", "gauge", "Calls and answers that wait for a slot.", load.waiting());
        single(text, "sao_slots", "gauge", "Answers that can be decoded side by side.", load.slots());
        single(text, "sao_slots_used", "gauge", "Answers being decoded.", load.decoding());
        single(text, "sao_cache_tokens", "gauge", "Positions held by the answers being decoded.", load.heldTokens());
        single(text, "sao_prompt_tokens_total", "counter", "Tokens of prompts.", prompt.sum());
        single(text, "sao_generated_tokens_total", "counter", "Tokens of answers.", generated.sum());
        single(text, "sao_prefix_cache_hit_tokens_total", "counter", "Prompt tokens already read.", cached.sum());
        head(text, "sao_prefix_cache_hit_rate", "gauge", "Share of prompt tokens already read.");
        double rate = prompt.sum() == 0 ? 0 : (double) cached.sum() / prompt.sum();
        text.append("sao_prefix_cache_hit_rate %.6f\n".formatted(rate));
        durations(text);
        return text.toString();
    }

    private void durations(StringBuilder text) {
        String name = "sao_request_seconds";
        head(text, name, "histogram", "Time from request to the end of its answer.");
        long count = 0;
        for (int i = 0; i < durations.length; i++) {
            count += durations[i].sum();
            String bound = i < SECONDS.length ? String.valueOf(SECONDS[i]) : "+Inf";
            text.append("%s_bucket{le=\"%s\"} %d\n".formatted(name, bound, count));
        }
        text.append(
                String.format(Locale.ROOT, "%s_sum %.3f\n%s_count %d\n", name, milliseconds.sum() / 1e3, name, count));
    }

    private static void single(StringBuilder text, String name, String type, String help, long value) {
        head(text, name, type, help);
        text.append(name).append(' ').append(value).append('\n');
    }

    private static void head(StringBuilder text, String name, String type, String help) {
        text.append("# HELP %s %s\n# TYPE %s %s\n".formatted(name, help, name, type));
    }
}
