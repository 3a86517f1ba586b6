

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Prints a table of trainings of the same pairs by this program and by TRL.
///
/// Arguments: BATCH CONFIG.json TURN... Each turn is a folder with ours.jsonl (a line a step, as `sao train --json` prints it),
/// trl.json (one line of `bench/peers/trl_simpo.py`, or a message if TRL was skipped) and rate.json (of `MatrixRate`, just before).
void main(String[] arguments) throws Exception {
    ObjectMapper json = new ObjectMapper();
    int batch = Integer.parseInt(arguments[0]);
    JsonNode config = json.readTree(Path.of(arguments[1]).toFile());
    List<Turn> turns = new ArrayList<>();
    for (String folder : List.of(arguments).subList(2, arguments.length)) {
        turns.add(turn(json, Path.of(folder), batch, config));
    }
    say("%-6s %12s %12s %8s %16s %12s", "turn", "ours", "TRL", "ratio", "products reach", "ours of it");
    for (int i = 0; i < turns.size(); i++) {
        Turn turn = turns.get(i);
        say("%-6d %12.3f %12.3f %8.2f %9.0f GFLOP/s %10.0f %%", i + 1, turn.ours, turn.peer, turn.ours / turn.peer, turn.ceiling,
                100 * turn.operations / turn.ceiling);
    }
    say("%-6s %12.3f %12.3f %8.2f   pairs a second; the ratio is the median of the turns' ratios", "median", median(turns, Turn::ours),
            median(turns, Turn::peer), median(turns, turn -> turn.ours / turn.peer));
    Turn last = turns.getLast();
    if (last.losses.isMissingNode()) {
        say("peak memory %.2f GiB; TRL: %s", last.peak, last.words);
        return;
    }
    say("%-24s %10.2f %10.2f %8.2f", "peak memory, GiB", last.peak, last.peerPeak, last.peak / last.peerPeak);
    losses(last);
}

/// The results of one turn.
///
/// @param ours pairs per second of this program, without the first step, which is the warm-up
/// @param peer pairs per second of TRL; NaN if it was skipped
/// @param operations rate of this program in the model's matrices, GFLOP/s
/// @param ceiling rate of matrix products on this machine in that turn, GFLOP/s
/// @param losses of TRL; missing if it was skipped
/// @param words TRL's line
record Turn(
        double ours, double peer, double operations, double ceiling, double peak, double peerPeak, List<JsonNode> steps, JsonNode losses,
        String words) {}

Turn turn(ObjectMapper json, Path folder, int batch, JsonNode config) throws Exception {
    List<JsonNode> steps = Files.readAllLines(folder.resolve("ours.jsonl")).stream()
            .map(line -> read(json, line))
            .toList();
    double seconds = steps.stream().skip(1).mapToDouble(step -> step.get("seconds").asDouble()).sum();
    String text = Files.readString(folder.resolve("trl.json")).strip();
    JsonNode peer = text.startsWith("{") ? json.readTree(text) : json.createObjectNode();
    return new Turn(
            (steps.size() - 1) * batch / seconds,
            peer.path("pairs_per_second").asDouble(Double.NaN),
            operations(steps, config) / seconds / 1e9,
            json.readTree(folder.resolve("rate.json").toFile()).get("bf16_gflops").asDouble(),
            steps.getLast().get("peak_rss_bytes").asDouble() / (1L << 30),
            peer.path("peak_rss_gb").asDouble(Double.NaN),
            steps,
            peer.path("losses"),
            text);
}

void losses(Turn turn) {
    say("%-24s %10s %10s %8s", "step", "loss", "loss", "apart");
    double worst = 0;
    for (int i = 0; i < turn.steps.size(); i++) {
        double ours = turn.steps.get(i).get("loss").asDouble();
        double theirs = turn.losses.get(i).asDouble();
        worst = Math.max(worst, Math.abs(ours - theirs));
        say("%-24d %10.4f %10.4f %8.4f", i + 1, ours, theirs, ours - theirs);
    }
    say("largest distance of two losses: %.4f (TRL ends every answer with the end of turn, a line end and the end of turn"
            + " again)", worst);
}

double median(List<Turn> turns, ToDoubleFunction<Turn> value) {
    double[] sorted = turns.stream().mapToDouble(value).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
}

/// The operations of the model's matrices, three times those of the forward pass; attention is not counted.
double operations(List<JsonNode> steps, JsonNode config) {
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
    return operations;
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
