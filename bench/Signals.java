

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.control.RepetitionJudge;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.generation.EngineChatModel;
import sao.generation.EngineOptions;
import sao.judging.PointwiseJudge;
import sao.token.FinishReason;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.verdict.BackwardJudge;
import sao.verdict.ForwardJudge;
import sao.verdict.ScoreJudge;
import sao.verdict.YesNoJudge;

/// Samples responses, or scores them with the pointwise judges of a model. `bench/signal_agreement.py` compares the scores
/// of two models.
///
/// Arguments: `sample MODEL PROMPTS OUT COUNT TEMPERATURE SEED`, where PROMPTS has JSON lines with `id` and `prompt`, or
/// `score MODEL RESPONSES OUT JUDGE,JUDGE`, where RESPONSES is the output of `sample`.
void main(String[] arguments) throws Exception {
    List<Callable<String>> tasks = new ArrayList<>();
    try (EngineChatModel model =
                    EngineChatModel.open(Path.of(arguments[1]), EngineOptions.defaults().withSlots(48));
            ExecutorService threads = Executors.newFixedThreadPool(48)) {
        for (String line : Files.readAllLines(Path.of(arguments[2]))) {
            JsonNode row = JSON.readTree(line);
            tasks.add(arguments[0].equals("sample")
                    ? () -> sample(model, row, arguments)
                    : () -> score(judges(model, arguments[4].split(",")), row));
        }
        StringBuilder lines = new StringBuilder();
        for (Future<String> done : threads.invokeAll(tasks)) {
            lines.append(done.get());
        }
        Files.writeString(Path.of(arguments[3]), lines);
    }
}

static final JsonMapper JSON = new JsonMapper();

String sample(EngineChatModel model, JsonNode row, String[] arguments) throws Exception {
    String id = row.get("id").asText();
    int count = Integer.parseInt(arguments[4]);
    var sampled = model.generate(
            Conversation.ask(row.get("prompt").asText()),
            SamplingSettings.of(Double.parseDouble(arguments[5]), 0.95, 128),
            count,
            Seeds.of(Long.parseLong(arguments[6]), id));
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
        Answer answer = sampled.answers().get(i);
        ObjectNode line = JSON.createObjectNode().put("id", id).put("k", i).put("t", arguments[5]);
        line.put("prompt", row.get("prompt").asText()).put("text", answer.text());
        line.put("ended", answer.finishReason() == FinishReason.STOP)
                .put("tokens", answer.tokens().orElseThrow().size());
        lines.append(JSON.writeValueAsString(line)).append('\n');
    }
    return lines.toString();
}

Map<String, PointwiseJudge> judges(EngineChatModel model, String[] names) {
    Map<String, PointwiseJudge> judges = new LinkedHashMap<>();
    for (String name : names) {
        judges.put(name, switch (name) {
            case "backward" -> new BackwardJudge(model);
            case "forward" -> new ForwardJudge(model);
            case "score" -> new ScoreJudge(model);
            case "yes-no" -> new YesNoJudge(model);
            case "repetition" -> new RepetitionJudge();
            default -> throw new IllegalArgumentException(name);
        });
    }
    return judges;
}

String score(Map<String, PointwiseJudge> judges, JsonNode row) throws Exception {
    Prompt prompt = new Prompt(row.get("id").asText(), "persona", row.get("prompt").asText());
    Answer answer = Answer.ofText(row.get("text").asText(), FinishReason.STOP, 0);
    Response response = new Response("response", prompt.id(), 0, java.util.Optional.empty(), answer);
    ObjectNode line = JSON.createObjectNode().put("id", prompt.id()).put("k", row.get("k").asInt());
    line.put("t", row.get("t").asText());
    judges.forEach((name, judge) -> line.put(name, judge.merit(prompt, response).logOdds()));
    return JSON.writeValueAsString(line) + "\n";
}
