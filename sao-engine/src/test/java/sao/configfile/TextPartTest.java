package sao.configfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Precision;
import sao.architecture.TransformersFixture;
import sao.architecture.WholeSequenceAttention;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.Rotation;
import sao.config.SlidingWindow;
import sao.error.SaoException;
import sao.safetensors.ShardedSafetensors;
import sao.tensor.Tensors;
import sao.torch.TensorScope;
import sao.weights.RenamedWeights;
import sao.weights.WeightSource;

/// A tiny Gemma 3 that also sees pictures, as transformers saves it, and what transformers computes with it; see
/// `src/test/python/tiny_text_part.py`.
class TextPartTest {
    private static final JsonMapper JSON = new JsonMapper();

    private ObjectNode config = JSON.createObjectNode();
    private ShardedSafetensors whole = ShardedSafetensors.open(folder());

    private static Path folder() {
        try {
            return Path.of(Objects.requireNonNull(TextPartTest.class.getResource("tiny-gemma3-with-vision"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(String name) throws IOException {
        return JSON.readTree(Files.readString(folder().resolve(name)));
    }

    @BeforeEach
    void read() throws IOException {
        config = (ObjectNode) json("config.json");
    }

    @AfterEach
    void close() {
        whole.close();
    }

    private ModelConfig shape() {
        return HuggingFaceConfig.parse(TextPart.config(config));
    }

    @Test
    void whatTheFolderDoesNotSayIsWhatTransformersAssumes() {
        JsonNode written = config.path("text_config");
        assertThat(written.has("num_attention_heads") || written.has("query_pre_attn_scalar"))
                .as("the folder spells everything out")
                .isFalse();
        ModelConfig shape = shape();
        assertThat(shape.family()).isEqualTo(Family.GEMMA3);
        assertThat(shape.heads()).isEqualTo(8);
        assertThat(shape.keyValueHeads()).isEqualTo(4);
        assertThat(shape.attention().queryScalar()).isEqualTo(256);
        assertThat(shape.contextTokens()).isEqualTo(131_072);
        assertThat(shape.tiedEmbeddings()).isTrue();
        JsonNode text = TextPart.config(config);
        assertThat(text.path("architectures").path(0).asText()).isEqualTo("Gemma3ForCausalLM");
        assertThat(text.path("model_type").asText()).isEqualTo("gemma3_text");
        assertThat(text.path("pad_token_id").asInt(-1)).isZero();
        assertThat(text.path("eos_token_id")).hasSize(2);
    }

    /// The keys that the published folder of Gemma 3 4B has, and the shape that it is known to mean.
    @Test
    void theFourBillionModelIsRead() throws IOException {
        ModelConfig shape = HuggingFaceConfig.parse(TextPart.config(JSON.readTree("""
                {"model_type": "gemma3", "eos_token_id": [1, 106], "vision_config": {"hidden_size": 1152},
                 "text_config": {"model_type": "gemma3_text", "hidden_size": 2560, "intermediate_size": 10240,
                   "num_hidden_layers": 34, "rope_scaling": {"factor": 8.0, "rope_type": "linear"},
                   "sliding_window": 1024}}
                """)));
        assertThat(shape.vocabularySize()).isEqualTo(262_208);
        assertThat(shape.headWidth()).isEqualTo(256);
        assertThat(shape.rotation()).isEqualTo(new Rotation(1_000_000, new Rotation.Linear(8)));
        SlidingWindow window = shape.attention().window().orElseThrow();
        assertThat(window.tokens()).isEqualTo(1_024);
        assertThat(window.layers().subList(0, 7)).containsExactly(true, true, true, true, true, false, true);
        assertThat(window.rotation()).isEqualTo(new Rotation(10_000, new Rotation.Unscaled()));
        assertThat(shape.parameterCount()).isEqualTo(3_880_263_168L);
    }

    @Test
    void scoresMatchTransformers() throws IOException {
        assertScoresMatch(TextPart.weights(config, whole));
    }

    @Test
    void theNamesThatTransformersHasInMemoryAreReadToo() throws IOException {
        assertScoresMatch(TextPart.weights(config, renamed(TextPartTest::inMemory)));
    }

    private static String inMemory(String name) {
        return name.startsWith("language_model.model.")
                ? name.replace("language_model.model.", "model.language_model.")
                : "model." + name;
    }

    private void assertScoresMatch(WeightSource text) throws IOException {
        assertThat(whole.names()).anyMatch(name -> name.startsWith("vision_tower."));
        assertThat(text.names())
                .containsExactlyInAnyOrderElementsOf(shape().parameterShapes().keySet());
        TransformersFixture expected = new TransformersFixture("text part", json("expected.json"));
        long[] ids = LongStream.range(0, expected.ids().size())
                .map(i -> expected.ids().get((int) i))
                .toArray();
        long[] following = Arrays.copyOfRange(ids, 1, ids.length);
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard();
                var model = CausalLanguageModel.load(shape(), text, Precision.FLOAT32)) {
            Tensor hidden = model.hidden(
                    Tensors.longs(ids),
                    Tensors.longs(LongStream.range(0, ids.length).toArray()),
                    new WholeSequenceAttention());
            Tensor logits = model.logits(hidden);
            assertThat(Tensors.toFloats(logits.index_select(0, Tensors.longs(expected.positions()))))
                    .containsExactly(expected.logits(), within(1e-4f));
            Tensor scores = torch.log_softmax(logits.narrow(0, 0, following.length), -1)
                    .gather(1, Tensors.longs(following).unsqueeze(1));
            assertThat(Tensors.toFloats(scores)).containsExactly(expected.logProbabilities(), within(1e-4f));
        }
    }

    @Test
    void aTensorThatNobodyReadsIsRefusedAsInATextModel() {
        for (String foreign : List.of("audio_tower.conv.weight", "language_model.model.layers.0.mlp.up_proj.bias")) {
            WeightSource text = TextPart.weights(
                    config,
                    renamed(name -> name.equals("multi_modal_projector.mm_soft_emb_norm.weight") ? foreign : name));
            assertThatThrownBy(() -> shape().requireIn(text))
                    .isInstanceOf(SaoException.class)
                    .hasMessageContaining("is not part of a gemma3_text model");
        }
    }

    @Test
    void oneWeightUnderTwoNamesIsRefused() {
        assertThatThrownBy(() -> TextPart.weights(
                        config,
                        renamed(name -> name.equals("multi_modal_projector.mm_soft_emb_norm.weight")
                                ? "model.language_model.norm.weight"
                                : name)))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("are both model.norm.weight");
    }

    @Test
    void aTextModelStaysAsItIs() {
        JsonNode text = TextPart.config(config);
        assertThat(TextPart.isWithin(text)).isFalse();
        assertThat(TextPart.config(text)).isSameAs(text);
        assertThat(TextPart.weights(text, whole)).isSameAs(whole);
    }

    @Test
    void anotherTextPartIsRefusedByItsName() {
        ((ObjectNode) config.path("text_config")).put("model_type", "novel");
        assertThatThrownBy(this::shape).isInstanceOf(SaoException.class).hasMessageContaining("'novel'");
    }

    private WeightSource renamed(UnaryOperator<String> to) {
        return new RenamedWeights(whole, name -> Optional.of(to.apply(name)));
    }
}
