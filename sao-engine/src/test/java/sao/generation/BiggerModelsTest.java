package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Precision;
import sao.architecture.WholeSequenceAttention;
import sao.cache.Caches;
import sao.cache.DeviceCaches;
import sao.cache.KeyValueCache;
import sao.chat.Conversation;
import sao.kernel.RowWorkers;
import sao.model.ModelSource;
import sao.tensor.Tensors;
import sao.token.LogProbabilities;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.ComputeDevice;
import sao.torch.TensorScope;
import sao.weights.BiggerModel;

/// Real models of two more families, in float32, against the figures of transformers.
@Tag("heavy")
class BiggerModelsTest {
    private static EngineOptions settings() {
        return EngineOptions.defaults().withPrecision(Precision.FLOAT32).withSlots(4);
    }

    private static List<JsonNode> sequences(BiggerModel model) throws IOException {
        String name = "logits-%s.json".formatted(model.catalogName());
        try (InputStream stream = BiggerModelsTest.class.getResourceAsStream(name)) {
            return new JsonMapper()
                    .readTree(Objects.requireNonNull(stream))
                    .path("sequences")
                    .valueStream()
                    .toList();
        }
    }

    private static TokenIds ids(JsonNode sequence) {
        return TokenIds.of(
                sequence.path("ids").valueStream().mapToInt(JsonNode::asInt).toArray());
    }

    @ParameterizedTest
    @EnumSource
    void logProbabilitiesMatchTransformers(BiggerModel model) throws IOException {
        List<JsonNode> sequences = sequences(model);
        try (EngineChatModel engine = EngineChatModel.open(model.file(), settings())) {
            List<LogProbabilities> scored = engine.scoreTokens(
                    sequences.stream().map(BiggerModelsTest::ids).toList());
            for (int i = 0; i < sequences.size(); i++) {
                JsonNode expected = sequences.get(i).path("next_token_logprobs");
                assertThat(scored.get(i).size()).isEqualTo(expected.size());
                for (int j = 0; j < expected.size(); j++) {
                    assertThat((double) scored.get(i).get(j))
                            .as("%s, sequence %d, token %d", model, i, j)
                            .isCloseTo(expected.path(j).asDouble(), within(1e-4));
                }
                assertThat(scored.get(i).sum())
                        .isCloseTo(sequences.get(i).path("sum").asDouble(), within(5e-3));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void logitsMatchTransformers(BiggerModel name) throws IOException {
        try (ModelSource source = ModelSource.open(name.file());
                var _ = TensorScope.open();
                var _ = new InferenceMode();
                var model = CausalLanguageModel.load(source.config(), source.weights(), Precision.FLOAT32)) {
            for (JsonNode sequence : sequences(name)) {
                compareLogits(model, sequence);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bfloat16StaysNear(BiggerModel model) throws IOException {
        JsonNode longest = sequences(model).getLast();
        EngineOptions settings = settings().withPrecision(Precision.BFLOAT16);
        try (EngineChatModel engine = EngineChatModel.open(model.file(), settings)) {
            LogProbabilities scored = engine.scoreTokens(List.of(ids(longest))).getFirst();
            double difference = 0;
            for (int i = 0; i < scored.size(); i++) {
                double expected = longest.path("next_token_logprobs").path(i).asDouble();
                difference += Math.abs(scored.get(i) - expected) / scored.size();
            }
            assertThat(difference)
                    .as("%s, mean over %d tokens", model, scored.size())
                    .isBetween(1e-4, 0.05);
        }
    }

    private static void compareLogits(CausalLanguageModel model, JsonNode sequence) {
        int[] ids = ids(sequence).toArray();
        long[] positions = LongStream.range(0, ids.length).toArray();
        Tensor hidden = model.hidden(Tensors.longs(ids), Tensors.longs(positions), new WholeSequenceAttention());
        for (JsonNode position : sequence.path("last_positions")) {
            int place = position.path("position").asInt();
            float[] logits = Tensors.toFloats(model.logits(hidden.narrow(0, place, 1)));
            for (int i = 0; i < position.path("ids").size(); i++) {
                assertThat((double) logits[position.path("ids").path(i).asInt()])
                        .as("%d tokens, position %d, rank %d", ids.length, place, i)
                        .isCloseTo(position.path("logits").path(i).asDouble(), within(1e-3));
            }
        }
    }

    @Test
    void decodingAcrossTheEdgeOfGemmasWindowMatchesTransformers() throws IOException {
        JsonNode longest = sequences(BiggerModel.GEMMA).getLast();
        int[] ids = Arrays.copyOf(ids(longest).toArray(), 560);
        try (ModelSource source = ModelSource.open(BiggerModel.GEMMA.file());
                RowWorkers workers = new RowWorkers(1);
                var _ = TensorScope.open();
                var _ = new InferenceMode();
                var model = CausalLanguageModel.load(source.config(), source.weights(), Precision.FLOAT32);
                Caches caches = DeviceCaches.of(model, ComputeDevice.PROCESSOR, 0, workers);
                KeyValueCache cache = caches.allocate(ids.length)) {
            List<Float> found = new ArrayList<>();
            for (int i = 0; i + 1 < ids.length; i++) {
                try (var _ = TensorScope.open()) {
                    Tensor hidden =
                            model.hidden(Tensors.longs(ids[i]), Tensors.longs(i), caches.decoding(List.of(cache), 1));
                    cache.advance(1);
                    if (i >= 490) {
                        Tensor logProbabilities = torch.log_softmax(model.logits(hidden), -1);
                        found.add(Tensors.toFloats(logProbabilities.narrow(1, ids[i + 1], 1))[0]);
                    }
                }
            }
            for (int i = 0; i < found.size(); i++) {
                assertThat((double) found.get(i))
                        .as("token %d", 490 + i)
                        .isCloseTo(
                                longest.path("next_token_logprobs")
                                        .path(490 + i)
                                        .asDouble(),
                                within(1e-4));
            }
        }
    }

    @Test
    void qwenAnswersByItsTemplate() {
        try (EngineChatModel engine = EngineChatModel.open(BiggerModel.QWEN.file(), settings())) {
            var generation = engine.generate(
                    Conversation.ask("What is the capital of France? Answer in one word."),
                    SamplingSettings.greedy(12),
                    1,
                    0);
            assertThat(generation.answers().getFirst().text()).contains("Paris");
            assertThat(engine.tokenizer().decode(generation.promptTokens().orElseThrow(), false))
                    .startsWith("<|im_start|>system\nYou are Qwen")
                    .endsWith("<|im_start|>assistant\n");
        }
    }
}
