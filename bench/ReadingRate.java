

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import sao.architecture.Precision;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.chat.Generation;
import sao.chat.Role;
import sao.chat.Score;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.generation.EngineChatModel;
import sao.generation.EngineOptions;
import sao.rubric.JudgeRubric;
import sao.token.Ending;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.ComputeDevice;
import sao.verdict.LikelihoodJudge;

/// Measures the prefill rate on prompts without a common prefix, and the time of judging a pair in both orders by
/// likelihood and by written verdicts of twelve tokens, one at a time.
///
/// Arguments: MODEL PAIRS COUNT PRECISION [DEVICE]. Prints one JSON line.
void main(String[] arguments) throws Exception {
    List<JsonNode> pairs = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[1])).subList(0, Integer.parseInt(arguments[2]))) {
        pairs.add(new JsonMapper().readTree(line));
    }
    EngineOptions settings = EngineOptions.defaults().withPrecision(Precision.valueOf(arguments[3]));
    if (arguments.length > 4) {
        settings = settings.on(ComputeDevice.named(arguments[4]));
    }
    try (EngineChatModel model = EngineChatModel.open(Path.of(arguments[0]), settings)) {
        model.generate(Conversation.ask("Hello"), SamplingSettings.greedy(4), 1, 1);
        prefill(model, pairs); // warm-up of kernels and JVM
        double reading = prefill(model, pairs);
        JudgeRubric rubric = JudgeRubric.named(JudgeRubric.DEFAULT);
        LikelihoodJudge judge = new LikelihoodJudge(model, rubric);
        compare(judge, pairs.getFirst()); // fills the prefix cache with the rubric
        double written = perPair(pairs.subList(0, Math.min(8, pairs.size())), pair -> written(model, rubric, pair));
        double alone = perPair(pairs, pair -> compare(judge, pair));
        long begin = System.nanoTime();
        together(pairs.stream().<Callable<Void>>map(pair -> () -> compare(judge, pair)).toList());
        double batched = (System.nanoTime() - begin) / 1e9 / pairs.size();
        IO.println("{\"precision\": \"%s\", \"prefill_tokens_per_second\": %.0f, \"written_seconds_per_pair\": %.3f, \"likelihood_seconds_per_pair_one_by_one\": %.3f, \"likelihood_seconds_per_pair\": %.3f, \"likelihood_over_written\": %.1f, \"prefix_cache_hit_rate\": %.2f}"
                .formatted(model.settings().precision().label(), reading, written, alone, batched, written / batched, hits(model, rubric, pairs)));
    }
}

/// The work on a pair.
interface Judging {
    Void of(JsonNode pair);
}

double perPair(List<JsonNode> pairs, Judging judging) {
    long begin = System.nanoTime();
    pairs.forEach(judging::of);
    return (System.nanoTime() - begin) / 1e9 / pairs.size();
}

Void compare(LikelihoodJudge judge, JsonNode pair) {
    judge.compare(prompt(pair), response(pair, "chosen", 0), response(pair, "rejected", 1));
    return null;
}

Void written(EngineChatModel model, JudgeRubric rubric, JsonNode pair) {
    SamplingSettings twelve = new SamplingSettings(
            0, 1, 0, 0, sao.token.Penalties.NONE, new Ending(12, 12, List.of(), java.util.Set.of()));
    Response chosen = response(pair, "chosen", 0);
    Response rejected = response(pair, "rejected", 1);
    model.generate(Conversation.ask(rubric.question(prompt(pair), chosen, rejected).text()), twelve, 1, 1);
    model.generate(Conversation.ask(rubric.question(prompt(pair), rejected, chosen).text()), twelve, 1, 1);
    return null;
}

/// {@return the share of the judge's prompt tokens that the prefix cache held}
double hits(EngineChatModel model, JudgeRubric rubric, List<JsonNode> pairs) {
    long cached = 0;
    long all = 0;
    for (JsonNode pair : pairs.subList(0, Math.min(8, pairs.size()))) {
        JudgeRubric.Question question = rubric.question(prompt(pair), response(pair, "rejected", 1), response(pair, "chosen", 0));
        JudgeRubric.Labels labels = question.labels();
        Score score = model.score(
                Conversation.ask(question.text()).then(Role.ASSISTANT, JudgeRubric.CUE),
                List.of(labels.firstWins(), labels.secondWins()));
        cached += score.usage().cachedTokens();
        all += score.usage().promptTokens();
    }
    return (double) cached / all;
}

double prefill(EngineChatModel model, List<JsonNode> pairs) throws Exception {
    StringBuilder text = new StringBuilder();
    pairs.forEach(pair -> text.append(pair.at("/chosen/0/content").asText()).append('\n'));
    int[] ids = model.tokenizer().encode(text.toString()).toArray();
    List<Callable<Generation>> calls = new ArrayList<>();
    List<TokenIds> prompts = new ArrayList<>();
    for (int begin = 0; begin + 512 <= ids.length && prompts.size() < 32; begin += 512) {
        prompts.add(TokenIds.of(ids).slice(begin, begin + 512));
    }
    for (TokenIds prompt : prompts) {
        calls.add(() -> model.begin(new sao.generation.GenerationRequest(prompt, SamplingSettings.greedy(1), 1, 1)).await());
    }
    long begin = System.nanoTime();
    together(calls);
    return 512.0 * prompts.size() / ((System.nanoTime() - begin) / 1e9);
}

<T> void together(List<Callable<T>> calls) throws Exception {
    try (ExecutorService rows = Executors.newVirtualThreadPerTaskExecutor()) {
        for (Future<T> each : rows.invokeAll(calls)) {
            each.get();
        }
    }
}

Prompt prompt(JsonNode pair) {
    return new Prompt("p", "", pair.at("/prompt/0/content").asText());
}

Response response(JsonNode pair, String key, int slot) {
    String text = pair.at("/" + key + "/0/content").asText();
    return new Response(key, "p", slot, TokenIds.of(), new Answer(text, TokenIds.of(), LogProbabilities.of(), FinishReason.STOP, 0));
}
