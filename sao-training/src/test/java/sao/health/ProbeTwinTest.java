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
import sao.tensor.Tensors;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.TensorScope;

/// Answers from the cache are those that the whole sequence gives, computed anew for every token.
class ProbeTwinTest {
    private static final int TOKENS = 20;
    private static final long SEED = 5;
    private static final SamplingSettings SAMPLING = SamplingSettings.of(0.6, 0.95, TOKENS);
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
            ProbeAnswers found = new Probes(PROMPTS, Set.of(96), SAMPLING, SEED).answers(model);
            assertThat(found.tokens()).isEqualTo(plain(model));
            assertThat(found.tokens()).anyMatch(answer -> answer.size() > 5);
        }
    }

    private static List<TokenIds> plain(CausalLanguageModel model) {
        var random = new SplittableRandom(SEED);
        List<TokenIds> sequences = new ArrayList<>(PROMPTS);
        List<TokenIds> answers = new ArrayList<>(List.of(TokenIds.of(), TokenIds.of(), TokenIds.of()));
        boolean[] over = new boolean[PROMPTS.size()];
        for (int step = 0; step < TOKENS; step++) {
            for (int i = 0; i < PROMPTS.size(); i++) {
                double draw = random.nextDouble();
                int token = Probes.tokens(last(model, sequences.get(i)), new double[] {draw}, SAMPLING)[0];
                over[i] |= token == 96;
                sequences.set(i, sequences.get(i).then(TokenIds.of(token)));
                if (!over[i]) {
                    answers.set(i, answers.get(i).then(TokenIds.of(token)));
                }
            }
        }
        return answers;
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
