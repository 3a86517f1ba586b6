

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Precision;
import sao.architecture.WholeSequenceAttention;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.generation.EngineChatModel;
import sao.generation.EngineOptions;
import sao.judging.Judge;
import sao.model.ModelSource;
import sao.tensor.Tensors;
import sao.token.FinishReason;
import sao.token.LogProbabilities;
import sao.token.TokenIds;
import sao.torch.TensorScope;
import sao.verdict.BackwardJudge;

/// Compares a precision with float32 on prompts and responses: KL divergence per response token, share of equal most
/// likely tokens, and change of the backward judge's probability.
///
/// Arguments: MODEL PAIRS COUNT PRECISION... Prints one JSON line for each precision.
void main(String[] arguments) throws Exception {
    Path path = Path.of(arguments[0]);
    List<JsonNode> pairs = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(arguments[1])).subList(0, Integer.parseInt(arguments[2]))) {
        pairs.add(new JsonMapper().readTree(line));
    }
    try (ModelSource source = ModelSource.open(path)) {
        double[] exact = judged(source, Precision.FLOAT32, pairs);
        List<Sequence> sequences = sequences(source, pairs);
        for (String name : Arrays.copyOfRange(arguments, 3, arguments.length)) {
            Precision precision = Precision.valueOf(name);
            Distance distance = distance(source, precision, sequences);
            double[] found = judged(source, precision, pairs);
            double moved = 0;
            double most = 0;
            int turned = 0;
            for (int i = 0; i < found.length; i++) {
                moved += Math.abs(found[i] - exact[i]) / found.length;
                most = Math.max(most, Math.abs(found[i] - exact[i]));
                turned += (found[i] > 0.5) == (exact[i] > 0.5) ? 0 : 1;
            }
            IO.println("{\"precision\": \"%s\", \"answer_tokens\": %d, \"kl_nats_per_token\": %.6f, \"same_likeliest\": %.4f, \"judge_p_mean_change\": %.4f, \"judge_p_largest_change\": %.4f, \"verdicts_turned\": \"%d of %d\"}"
                    .formatted(precision.label(), distance.tokens, distance.divergence / distance.tokens,
                            (double) distance.same / distance.tokens, moved, most, turned, found.length));
        }
    }
}

/// A prompt with its chosen response, and the position of the response's first token.
record Sequence(TokenIds ids, int begin) {}

record Distance(int tokens, double divergence, int same) {}

List<Sequence> sequences(ModelSource source, List<JsonNode> pairs) {
    List<Sequence> all = new ArrayList<>();
    try (EngineChatModel model = EngineChatModel.of(source, EngineOptions.defaults().forThroughput(1).withSlots(1))) {
        for (JsonNode pair : pairs) {
            Conversation asked = Conversation.ask(pair.at("/prompt/0/content").asText());
            int begin = model.tokens(asked, true).size();
            all.add(new Sequence(
                    model.tokens(asked.then(Role.ASSISTANT, pair.at("/chosen/0/content").asText()), true), begin));
        }
    }
    return all;
}

Distance distance(ModelSource source, Precision precision, List<Sequence> sequences) {
    int tokens = 0;
    double divergence = 0;
    int same = 0;
    try (var _ = TensorScope.open();
            var _ = new InferenceMode();
            var exact = CausalLanguageModel.load(source.config(), source.weights(), Precision.FLOAT32);
            var other = CausalLanguageModel.load(source.config(), source.weights(), precision)) {
        for (Sequence sequence : sequences) {
            try (var _ = TensorScope.open()) {
                Tensor expected = answer(exact, sequence);
                Tensor found = answer(other, sequence);
                divergence += expected.exp().mul(expected.sub(found)).sum().item_double();
                same += expected.argmax(new org.bytedeco.pytorch.LongOptional(-1), false)
                        .eq(found.argmax(new org.bytedeco.pytorch.LongOptional(-1), false))
                        .sum()
                        .item_int();
                tokens += (int) expected.size(0);
            }
        }
    }
    return new Distance(tokens, divergence, same);
}

/// `[M, V]` log-probabilities at the positions that predict the response's tokens.
Tensor answer(CausalLanguageModel model, Sequence sequence) {
    int[] positions = new int[sequence.ids().size()];
    Arrays.setAll(positions, place -> place);
    Tensor hidden = model.hidden(
            Tensors.longs(sequence.ids().toArray()), Tensors.longs(positions), new WholeSequenceAttention());
    Tensor rows = hidden.narrow(0, sequence.begin() - 1, sequence.ids().size() - sequence.begin());
    return torch.log_softmax(model.logits(rows).to(ScalarType.Double), -1);
}

double[] judged(ModelSource source, Precision precision, List<JsonNode> pairs) {
    try (EngineChatModel model = EngineChatModel.of(source, EngineOptions.defaults().withPrecision(precision))) {
        Judge judge = new BackwardJudge(model);
        return pairs.stream()
                .mapToDouble(pair -> {
                    Prompt prompt = new Prompt("p", "", pair.at("/prompt/0/content").asText());
                    Judgment judgment = judge.compare(prompt, response(pair, "chosen", 0), response(pair, "rejected", 1));
                    return judgment instanceof Judgment.Ranked ranked ? ranked.probability() : 0.5;
                })
                .toArray();
    }
}

Response response(JsonNode pair, String key, int slot) {
    String text = pair.at("/%s/0/content".formatted(key)).asText();
    return new Response(key, "p", slot, TokenIds.of(), new Answer(text, TokenIds.of(), LogProbabilities.of(), FinishReason.STOP, 0));
}
