package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withPrecision;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.LongStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import sao.architecture.CausalLanguageModel;
import sao.architecture.Precision;
import sao.architecture.TinyModel;
import sao.architecture.TransformersFixture;
import sao.architecture.WholeSequenceAttention;
import sao.chat.Answer;
import sao.config.Family;
import sao.tensor.Tensors;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// Every family through the engine's caches: windows, soft caps and scales hold in prefill, scoring and
/// decoding.
class FamiliesTest {
    static List<TransformersFixture> fixtures() {
        return TransformersFixture.all();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void scoresMatchTransformers(TransformersFixture fixture) {
        try (TinyEngine engine = new TinyEngine(fixture.model(), Precision.FLOAT32, 1, 2, 0)) {
            TokenIds ids = fixture.ids();
            for (int prompt : new int[] {1, 20}) {
                float[] found = engine.score(ids.slice(0, prompt), List.of(ids.slice(prompt, ids.size())))
                        .getFirst()
                        .logProbabilities()
                        .toArray();
                float[] expected = fixture.logProbabilities();
                for (int i = 0; i < found.length; i++) {
                    assertThat(found[i])
                            .as("%s, prompt of %d, token %d", fixture, prompt, i)
                            .isCloseTo(expected[prompt - 1 + i], within(1e-4f));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersCarryTheLogProbabilitiesOfTheWholeSequence(Family family) {
        TinyModel tiny = TinyModel.of(TinyModel.config(family, true), 29);
        TokenIds prompt = TokenIds.of(5, 90, 211, 4, 4, 17, 250, 33, 1, 2);
        try (TinyEngine engine = new TinyEngine(tiny, Precision.FLOAT32, 1, 4, 0)) {
            var request = new GenerationRequest(prompt, SamplingSettings.of(1, 1, 90), 3, 7);
            for (Answer answer : engine.generate(request)) {
                assertThat(answer.logProbabilities().orElseThrow().toArray())
                        .as(
                                "%s, %d tokens",
                                family, answer.tokens().orElseThrow().size())
                        .containsExactly(plain(tiny, prompt, answer.tokens().orElseThrow()), withPrecision(1e-4f));
            }
        }
    }

    private static float[] plain(TinyModel tiny, TokenIds prompt, TokenIds answer) {
        TokenIds all = prompt.then(answer);
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard();
                var model = CausalLanguageModel.of(tiny.config(), tiny.parameters())) {
            Tensor hidden = model.hidden(
                    Tensors.longs(all.toArray()),
                    Tensors.longs(LongStream.range(0, all.size()).toArray()),
                    new WholeSequenceAttention());
            Tensor predicting = hidden.narrow(0, prompt.size() - 1, answer.size());
            return Tensors.toFloats(torch.log_softmax(model.logits(predicting), -1)
                    .gather(1, Tensors.longs(answer.toArray()).unsqueeze(1)));
        }
    }
}
