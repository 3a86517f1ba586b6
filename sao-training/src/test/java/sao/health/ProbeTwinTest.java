package sao.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import sao.architecture.CausalLanguageModel;
import sao.architecture.WholeSequenceAttention;
import sao.config.AttentionShape;
import sao.config.Family;
import sao.config.ModelConfig;
import sao.config.Rotation;
import sao.config.SlidingWindow;
import sao.gradient.TinyModel;
import sao.kernel.RowWorkers;
import sao.sampling.DeviceSamplers;
import sao.sampling.Sampler;
import sao.tensor.Tensors;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// Answers from the cache are those that the whole sequence gives, computed anew for every token.
class ProbeTwinTest {
    private static final int TOKENS = 20;
    private static final long SEED = 5;
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, TOKENS);
    private static final int STEP = 3;
    private static final int DRAWS = 2;
    private static final Set<Integer> ENDS = Set.of(96, 40);
    private static final List<TokenIds> PROMPTS =
            List.of(TokenIds.of(1, 2, 3), TokenIds.of(4), TokenIds.of(9, 8, 7, 6, 5));

    /// A window in one layer of two, and soft caps.
    private static ModelConfig config() {
        Rotation rotation = new Rotation(10_000, new Rotation.Unscaled());
        return new TinyModel(Family.LLAMA, SEED)
                .config()
                .withBounds(
                        new AttentionShape(
                                12,
                                OptionalDouble.of(2),
                                Optional.of(new SlidingWindow(7, List.of(true, false), rotation))),
                        OptionalDouble.of(5));
    }

    private static Map<String, Tensor> weights(ModelConfig config) {
        var random = new SplittableRandom(2);
        Map<String, Tensor> weights = new LinkedHashMap<>();
        config.parameterShapes().forEach((name, shape) -> {
            int places = 1;
            for (long side : shape) {
                places *= (int) side;
            }
            float[] drawn = new float[places];
            for (int i = 0; i < places; i++) {
                drawn[i] = (float) ((name.endsWith("norm.weight") ? 1 : 0) + 0.3 * random.nextGaussian());
            }
            weights.put(name, Tensors.floats(drawn, shape));
        });
        return weights;
    }

    @Test
    void theCacheGivesWhatTheWholeSequenceGives() {
        ModelConfig config = config();
        try (var _ = TensorScope.open();
                var _ = new NoGradGuard();
                var model = CausalLanguageModel.of(config, weights(config))) {
            var settings = new ProbeSettings(PROMPTS.size(), DRAWS, SAMPLING);
            Probes.Answers found = new Probes(PROMPTS, ENDS, settings, SEED).answers(model, STEP, DRAWS);
            assertThat(found.finite()).isTrue();
            assertThat(found.ofPrompts()).isEqualTo(plain(model));
            assertThat(found.ofPrompts().stream().flatMap(List::stream))
                    .anyMatch(answer -> answer.tokens().size() > 5)
                    .anyMatch(ProbeAnswer::ended);
        }
    }

    private static List<List<ProbeAnswer>> plain(CausalLanguageModel model) {
        try (RowWorkers workers = new RowWorkers(1)) {
            Sampler sampler = DeviceSamplers.of(workers);
            List<List<ProbeAnswer>> answers = new ArrayList<>();
            for (int prompt = 0; prompt < PROMPTS.size(); prompt++) {
                List<ProbeAnswer> some = new ArrayList<>();
                for (int draw = 0; draw < DRAWS; draw++) {
                    long seed = Seeds.of(Seeds.of(SEED, "probes after step " + STEP), prompt * DRAWS + draw);
                    some.add(plain(model, sampler, new ProbeRow(PROMPTS.get(prompt), SAMPLING, seed)));
                }
                answers.add(some);
            }
            return answers;
        }
    }

    private static ProbeAnswer plain(CausalLanguageModel model, Sampler sampler, ProbeRow row) {
        while (!row.isComplete()) {
            Tensor logits = last(model, row.prompt().then(row.answer().tokens()));
            row.add(sampler.draw(logits, List.of(new Sampler.Draw(row, 0)))[0].token(), ENDS);
        }
        return row.answer();
    }

    private static Tensor last(CausalLanguageModel model, TokenIds sequence) {
        return TensorScope.returning(() -> {
            int[] positions = IntStream.range(0, sequence.size()).toArray();
            Tensor hidden = model.hidden(
                    Tensors.longs(sequence.toArray()), Tensors.longs(positions), new WholeSequenceAttention());
            return model.logits(hidden.narrow(0, sequence.size() - 1, 1));
        });
    }
}
