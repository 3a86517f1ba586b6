import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Two trainings of the same pairs side by side.
///
/// Arguments: OURS.jsonl (a line a step, as `sao train --json` prints it) TRL.json (one line of
/// `bench/peers/trl_simpo.py`, or none when there is no peer) BATCH CONFIG.json RATE.json (of `MatrixRate`).
void main(String[] arguments) throws Exception {
    ObjectMapper json = new ObjectMapper();
    List<JsonNode> steps = Files.readAllLines(Path.of(arguments[0])).stream()
            .map(line -> read(json, line))
            .toList();
    int batch = Integer.parseInt(arguments[2]);
    // the first step is left out: kernels and memory warm up in it
    double seconds = steps.stream().skip(1).mapToDouble(step -> step.get("seconds").asDouble()).sum();
    double rate = (steps.size() - 1) * batch / seconds;
    double peak = steps.getLast().get("peak_rss_bytes").asDouble() / (1L << 30);
    utilisation(steps, json.readTree(Path.of(arguments[3]).toFile()), json.readTree(Path.of(arguments[4]).toFile()), seconds);
    String text = Files.readString(Path.of(arguments[1])).strip();
    if (!text.startsWith("{")) {
        say("ours: %.3f pairs/s, peak %.2f GiB; TRL: %s", rate, peak, text);
        return;
    }
    JsonNode peer = json.readTree(text);
    double peerRate = peer.get("pairs_per_second").asDouble();
    double peerPeak = peer.get("peak_rss_gb").asDouble();
    say("%-24s %10s %10s %8s", "", "ours", "TRL", "ratio");
    say("%-24s %10.3f %10.3f %8.2f", "pairs per second", rate, peerRate, rate / peerRate);
    say("%-24s %10.2f %10.2f %8.2f", "peak memory, GiB", peak, peerPeak, peak / peerPeak);
    say("%-24s %10s %10s %8s", "step", "loss", "loss", "apart");
    double worst = 0;
    for (int i = 0; i < steps.size(); i++) {
        double ours = steps.get(i).get("loss").asDouble();
        double theirs = peer.get("losses").get(i).asDouble();
        worst = Math.max(worst, Math.abs(ours - theirs));
        say("%-24d %10.4f %10.4f %8.4f", i + 1, ours, theirs, ours - theirs);
    }
    say("largest distance of two losses: %.4f (TRL ends every answer with the end of turn, a line end and the end of turn"
            + " again)", worst);
}

/// Operations that the model's matrices cost, three times the forward pass; attention is not counted.
void utilisation(List<JsonNode> steps, JsonNode config, JsonNode machine, double seconds) {
    double width = config.get("hidden_size").asDouble();
    double heads = config.get("num_attention_heads").asDouble();
    double head = config.path("head_dim").asDouble(width / heads);
    double projections = width * head * (2 * heads + 2 * config.get("num_key_value_heads").asDouble());
    double layer = projections + 3 * width * config.get("intermediate_size").asDouble();
    double operations = 0;
    for (JsonNode step : steps.subList(1, steps.size())) {
        operations += 6 * layer * config.get("num_hidden_layers").asDouble() * step.get("tokens").asDouble();
        operations += 6 * width * config.get("vocab_size").asDouble() * step.get("answer_tokens").asDouble();
    }
    double rate = operations / seconds / 1e9;
    double ceiling = machine.get("bf16_gflops").asDouble();
    say("%.0f GFLOP/s of %.0f that bfloat16 matrix products reach on this machine (float32: %.0f): %.0f %%", rate, ceiling,
            machine.get("fp32_gflops").asDouble(), 100 * rate / ceiling);
}

JsonNode read(ObjectMapper json, String line) {
    try {
        return json.readTree(line);
    } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
    }
}

void say(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
}
