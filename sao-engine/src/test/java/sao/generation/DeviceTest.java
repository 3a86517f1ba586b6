package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import sao.architecture.Attention;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Precision;
import sao.architecture.TinyModel;
import sao.architecture.WholeSequenceAttention;
import sao.cache.Caches;
import sao.cache.DeviceCaches;
import sao.chat.Continuation;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.error.SaoException;
import sao.kernel.RowWorkers;
import sao.tensor.Tensors;
import sao.torch.Card;
import sao.torch.ComputeDevice;
import sao.torch.EngineThread;
import sao.torch.ShapesOnly;
import sao.torch.TensorScope;

/// On libtorch's device without memory an operation that mixes devices fails, so that a tensor left on the
/// processor is found without a graphics card. What runs on a card also runs on the processor treated like one,
/// where its answers are compared. Where there is a card, it is tested too.
class DeviceTest {
    private static String place(Tensor tensor) {
        return tensor.device().str().getString();
    }

    private static Tensor through(CausalLanguageModel model, Tensor stream, Attention attention) {
        Tensor state = stream;
        for (int layer = 0; layer < model.config().layers(); layer++) {
            state = model.layer(layer, state, Tensors.longs(0L, 1L, 2L), attention);
        }
        return model.normalize(state);
    }

    static Stream<Arguments> familiesOnCards() {
        return Stream.of(Family.values()).flatMap(family -> Card.all().map(card -> Arguments.of(family, card)));
    }

    static Stream<Arguments> precisionsOnCards() {
        return Stream.of(Precision.FLOAT32, Precision.BFLOAT16)
                .flatMap(precision -> Card.all().map(card -> Arguments.of(precision, card)));
    }

    @ParameterizedTest
    @MethodSource("familiesOnCards")
    void whatRunsOnACardAnswersLikeTheProcessor(Family family, Card card) {
        TinyModel tiny = TinyModel.of(TinyModel.config(family, true), 23);
        List<TinyEngine.Ask> asks = TinyEngine.asks(12, 53);
        List<List<?>> own;
        try (TinyEngine engine = new TinyEngine(tiny, settings(Precision.FLOAT32, ComputeDevice.PROCESSOR))) {
            own = engine.ask(asks);
        }
        try (TinyEngine engine = new TinyEngine(tiny, settings(Precision.FLOAT32, card.device()))) {
            List<List<?>> there = engine.ask(asks);
            for (int i = 0; i < asks.size(); i++) {
                assertThat(there.get(i))
                        .as("ask %d: %s", i, asks.get(i))
                        .usingRecursiveComparison()
                        .withComparatorForType((a, b) -> Math.abs(a - b) < 1e-4f ? 0 : 1, Float.class)
                        .isEqualTo(own.get(i));
            }
        }
    }

    /// Answers drawn in bfloat16 part at the first token where rounding decides; scores have no such turning.
    @ParameterizedTest
    @MethodSource("familiesOnCards")
    void bfloat16CostsNoMoreThereThanOnTheProcessor(Family family, Card card) {
        TinyModel tiny = TinyModel.of(TinyModel.config(family, true), 23);
        ComputeDevice device = card.device();
        double[] exact = scores(tiny, Precision.FLOAT32, ComputeDevice.PROCESSOR);
        double own = distance(exact, scores(tiny, Precision.BFLOAT16, ComputeDevice.PROCESSOR));
        double there = distance(exact, scores(tiny, Precision.BFLOAT16, device));
        assertThat(there).isBetween(0.0, 1.2 * own);
    }

    private static double[] scores(TinyModel tiny, Precision precision, ComputeDevice device) {
        List<TinyEngine.Ask> asks = TinyEngine.asks(20, 61).stream()
                .filter(TinyEngine.AskScores.class::isInstance)
                .toList();
        try (TinyEngine engine = new TinyEngine(tiny, settings(precision, device))) {
            return engine.ask(asks).stream()
                    .flatMap(List::stream)
                    .map(continuation ->
                            ((Continuation) continuation).logProbabilities().toArray())
                    .flatMapToDouble(values -> IntStream.range(0, values.length).mapToDouble(i -> values[i]))
                    .toArray();
        }
    }

    private static double distance(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> Math.abs(one[i] - other[i]))
                .average()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("precisionsOnCards")
    void neighboursChangeNothingThereEither(Precision precision, Card card) {
        List<TinyEngine.Ask> asks = TinyEngine.asks(10, 59);
        List<List<?>> alone = new ArrayList<>();
        try (TinyEngine engine = new TinyEngine(TinyEngine.MODEL, settings(precision, card.device()))) {
            asks.forEach(ask -> alone.add(engine.ask(List.of(ask)).getFirst()));
        }
        try (TinyEngine engine = new TinyEngine(TinyEngine.MODEL, settings(precision, card.device()))) {
            assertThat(engine.ask(asks)).isEqualTo(alone);
        }
    }

    private static EngineOptions settings(Precision precision, ComputeDevice device) {
        return new EngineOptions(precision, 1, 1, 8, 512, 100_000, 4_000, 0, device);
    }

    @Test
    void aModelOfAnotherDeviceIsComputedThereAlone() {
        ModelConfig config = TinyEngine.MODEL.config();
        try (EngineThread thread = new EngineThread("shapes", 1, ShapesOnly.device())) {
            List<String> places = thread.call(() -> {
                CausalLanguageModel model = CausalLanguageModel.load(config, TinyEngine.MODEL, Precision.BFLOAT16);
                try (var _ = new InferenceMode();
                        var _ = TensorScope.open();
                        RowWorkers workers = new RowWorkers(1);
                        Caches caches = DeviceCaches.of(model, ShapesOnly.device(), 8, workers)) {
                    // looking up embeddings is not built for this device; everything behind it is
                    Tensor stream = Tensors.zeros(model.elementType(), 3, config.width());
                    Tensor whole = through(model, stream, new WholeSequenceAttention());
                    Tensor step = through(model, stream, caches.decoding(List.of(caches.allocate(8)), 3));
                    Tensor scored = model.float32Logits(step);
                    assertThat(scored.size(1)).isEqualTo(config.vocabularySize());
                    return List.of(place(whole), place(step), place(scored));
                } finally {
                    model.close();
                }
            });
            assertThat(places).containsOnly("meta");
        }
        try (var _ = TensorScope.open()) {
            assertThat(place(Tensors.longs(1L))).as("of other threads").isEqualTo("cpu");
        }
    }

    @Test
    void aCardThatIsNotThereIsNamedWithTheRemedy() {
        assertThat(ComputeDevice.named("cpu").isProcessor()).isTrue();
        assertThatThrownBy(() -> ComputeDevice.named("gpu")).isInstanceOf(SaoException.class);
        Assumptions.assumeFalse(torch.hasCUDA(), "there is a graphics card here");
        assertThat(ComputeDevice.named("auto").isProcessor()).isTrue();
        assertThatThrownBy(() -> ComputeDevice.named("cuda:0"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("cuda:0")
                .hasMessageContaining("SAO_LIBTORCH");
    }
}
