package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Precision;
import sao.architecture.TinyModel;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.error.SaoException;
import sao.tensor.Tensors;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// A model whose embedding of one token is not a number: whoever reads that token fails, nobody else.
class BrokenWeightsTest {
    private static final int BROKEN = 250;

    private static TinyModel broken(Family family) {
        ModelConfig config = TinyModel.config(family, false);
        TinyModel whole = TinyModel.of(config, 53);
        Map<String, float[]> values = new LinkedHashMap<>();
        try (var _ = TensorScope.open()) {
            whole.names().forEach(name -> values.put(name, Tensors.toFloats(whole.read(name))));
        }
        float[] embedding = values.getOrDefault("model.embed_tokens.weight", new float[0]);
        Arrays.fill(embedding, BROKEN * config.width(), (BROKEN + 1) * config.width(), Float.NaN);
        return TinyModel.of(config, values);
    }

    private static GenerationRequest request(SamplingSettings sampling, int... prompt) {
        return new GenerationRequest(TokenIds.of(prompt), sampling, 2, 77);
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "GEMMA2"})
    void aRowWithoutFiniteLogitsFailsAndItsNeighboursGoOn(Family family) {
        TinyModel tiny = broken(family);
        SamplingSettings sampling = SamplingSettings.of(0.6, 0.95, 4);
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
            try (TinyEngine engine = new TinyEngine(tiny, precision, 1, 8, 1_000)) {
                List<?> alone = engine.generate(request(sampling, 1, 2, 3));
                GenerateCall good = engine.begin(request(sampling, 1, 2, 3));
                GenerateCall bad = engine.begin(request(sampling, 1, BROKEN, 3));
                GenerateCall greedy = engine.begin(request(SamplingSettings.greedy(4), 4, BROKEN));
                assertThat(good.result().join()).isEqualTo(alone);
                for (GenerateCall call : List.of(bad, greedy)) {
                    assertThatThrownBy(() -> call.result().join())
                            .as("%s, %s", family, precision)
                            .cause()
                            .isInstanceOf(SaoException.class)
                            .hasMessageContaining("no finite logits at token 0 of answer 0, seed")
                            .hasMessageContaining("Check the weights");
                }
                assertThatThrownBy(() -> engine.score(TokenIds.of(1, 2), List.of(TokenIds.of(BROKEN, 3, 4))))
                        .cause()
                        .isInstanceOf(SaoException.class)
                        .hasMessageContaining("no finite logits for a continuation of 3 tokens");
                assertThat(engine.generate(request(sampling, 1, 2, 3))).isEqualTo(alone);
            }
        }
    }
}
