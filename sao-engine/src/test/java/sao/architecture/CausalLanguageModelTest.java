package sao.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withPrecision;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.config.AttentionShape;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.OutputHead;
import sao.error.SaoException;
import sao.tensor.Tensors;
import sao.torch.TensorScope;

class CausalLanguageModelTest {
    private static final long[] IDS = {3, 17, 250, 99, 3, 3, 0, 299, 41};
    private static final long[] POSITIONS = {0, 1, 2, 3, 4, 5, 6, 7, 8};

    private static Tensor logits(CausalLanguageModel model) {
        Attention attention = new WholeSequenceAttention();
        return model.logits(model.hidden(Tensors.longs(IDS), Tensors.longs(POSITIONS), attention));
    }

    @ParameterizedTest
    @EnumSource
    void thePackedModelGivesTheLogitsOfThePlainOne(Family family) {
        for (boolean tied : new boolean[] {true, false}) {
            TinyModel tiny = TinyModel.of(TinyModel.config(family, tied), 7);
            try (var _ = TensorScope.open();
                    var _ = new NoGradGuard();
                    var plain = CausalLanguageModel.of(tiny.config(), tiny.parameters());
                    var packed = CausalLanguageModel.load(tiny.config(), tiny, Precision.FLOAT32)) {
                float[] expected = Tensors.toFloats(logits(plain));
                assertThat(Tensors.toFloats(logits(packed)))
                        .as("%s, tied %s", family, tied)
                        .containsExactly(expected, withPrecision(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void bfloat16StaysNearFloat32(Family family) {
        TinyModel tiny = TinyModel.of(TinyModel.config(family, true), 11);
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard();
                var plain = CausalLanguageModel.of(tiny.config(), tiny.parameters());
                var packed = CausalLanguageModel.load(tiny.config(), tiny, Precision.BFLOAT16)) {
            Tensor expected = logits(plain);
            Tensor found = logits(packed).to(ScalarType.Float);
            double relative =
                    found.sub(expected).norm().item_double() / expected.norm().item_double();
            assertThat(relative).isLessThan(0.03);
        }
    }

    @ParameterizedTest
    @EnumSource
    void gradientsReachEveryParameter(Family family) {
        TinyModel tiny = TinyModel.of(TinyModel.config(family, false), 13);
        try (var _ = TensorScope.open()) {
            Map<String, Tensor> leaves = new HashMap<>();
            tiny.parameters().forEach((name, tensor) -> leaves.put(name, tensor.set_requires_grad(true)));
            try (var model = CausalLanguageModel.of(tiny.config(), leaves)) {
                logits(model).square().mean().backward();
            }
            leaves.forEach((name, leaf) -> {
                assertThat(leaf.grad().defined()).as(name).isTrue();
                assertThat(leaf.grad().abs().sum().item_double()).as(name).isGreaterThan(0);
            });
        }
    }

    @Test
    void layerByLayerIsTheSameAsAtOnce() {
        TinyModel tiny = TinyModel.of(TinyModel.config(Family.LLAMA, true), 17);
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard();
                var model = CausalLanguageModel.of(tiny.config(), tiny.parameters())) {
            Attention attention = new WholeSequenceAttention();
            Tensor stream = model.embed(Tensors.longs(IDS));
            for (int i = 0; i < tiny.config().layers(); i++) {
                stream = model.layer(i, stream, Tensors.longs(POSITIONS), attention);
            }
            assertThat(Tensors.toFloats(model.logits(model.normalize(stream))))
                    .containsExactly(Tensors.toFloats(logits(model)));
        }
    }

    @Test
    void aWrongShapeIsNamedWithBothShapes() {
        ModelConfig promised = TinyModel.config(Family.LLAMA, true);
        ModelConfig wider = new ModelConfig(
                Family.LLAMA,
                300,
                64,
                128,
                3,
                4,
                2,
                16,
                1e-5,
                promised.rotation(),
                512,
                true,
                AttentionShape.plain(16),
                OptionalDouble.empty(),
                OutputHead.TOKENS);
        TinyModel tiny = TinyModel.of(promised, 1);
        assertThatThrownBy(() -> CausalLanguageModel.load(wider, tiny, Precision.FLOAT32))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("tiny model in memory: model.layers.0.mlp.gate_proj.weight has shape [96, 64]")
                .hasMessageContaining("[128, 64]");
    }

    @Test
    void aMissingTensorIsNamed() {
        TinyModel tiny = TinyModel.of(TinyModel.config(Family.LLAMA, true), 1);
        assertThatThrownBy(
                        () -> CausalLanguageModel.load(TinyModel.config(Family.LLAMA, false), tiny, Precision.FLOAT32))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("lm_head.weight is missing")
                .hasMessageContaining("[300, 64]");
    }

    @Test
    void aTensorThatNobodyReadsIsRefused() {
        TinyModel qwen = TinyModel.of(TinyModel.config(Family.QWEN2, true), 1);
        assertThatThrownBy(
                        () -> CausalLanguageModel.load(TinyModel.config(Family.LLAMA, true), qwen, Precision.FLOAT32))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("tiny model in memory: model.layers.0.self_attn.q_proj.bias (shape [64])")
                .hasMessageContaining("is not part of a llama model");
    }

    @Test
    void aCopyOfTheTiedHeadChangesNothing() {
        TinyModel untied = TinyModel.of(TinyModel.config(Family.LLAMA, false), 1);
        CausalLanguageModel.load(TinyModel.config(Family.LLAMA, true), untied, Precision.FLOAT32)
                .close();
    }
}
