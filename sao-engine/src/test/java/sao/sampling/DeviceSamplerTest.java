package sao.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.pytorch.InferenceMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;
import sao.kernel.RowWorkers;
import sao.tensor.Tensors;
import sao.token.Ending;
import sao.token.Penalties;
import sao.token.SamplingSettings;
import sao.token.Seeds;
import sao.token.TokenIds;
import sao.torch.Card;
import sao.torch.EngineThread;
import sao.torch.ShapesOnly;
import sao.torch.TensorScope;

/// What the device would draw and what the processor draws, both computed on the processor: the same, bit for
/// bit.
class DeviceSamplerTest {
    private static final int ROWS = 6;

    private static SamplingSettings sampling(SplittableRandom random) {
        return new SamplingSettings(
                random.nextInt(4) == 0 ? 0 : random.nextDouble(0.05, 2),
                random.nextInt(3) == 0 ? 1 : random.nextDouble(0.05, 1),
                random.nextBoolean() ? 0 : random.nextInt(1, 700),
                random.nextInt(3) == 0 ? random.nextDouble(0, 0.3) : 0,
                new Penalties(
                        random.nextBoolean() ? 1 : random.nextDouble(0.5, 2),
                        random.nextBoolean() ? 0 : random.nextDouble(-1, 2),
                        random.nextBoolean() ? 0 : random.nextDouble(-1, 2)),
                new Ending(random.nextBoolean() ? 90 : 0, 100, List.of(), Set.of(random.nextInt(200), 40_000)));
    }

    /// {@return a sequence with some tokens drawn}
    private static SequenceStub sequence(SplittableRandom random, int vocabulary) {
        TokenIds prompt =
                TokenIds.of(random.ints(random.nextInt(1, 60), 0, vocabulary).toArray());
        Optional<Alternatives> alternatives = random.nextInt(4) > 0
                ? Optional.empty()
                : Optional.of(new Alternatives(3, List.of(random.nextInt(vocabulary))));
        SamplingSettings sampling = sampling(random);
        long seed = random.nextLong();
        int[] tokens = random.ints(random.nextInt(40), 0, vocabulary).toArray();
        return new SequenceStub(prompt, sampling, seed, tokens, alternatives);
    }

    private static float[] logits(SplittableRandom random, int vocabulary) {
        float[] values = new float[ROWS * vocabulary];
        boolean coarse = random.nextBoolean(); // then many are equal
        double spread = random.nextDouble(0.1, 12);
        for (int i = 0; i < values.length; i++) {
            double value = spread * random.nextGaussian();
            values[i] = (float) (coarse ? Math.rint(value) : value);
        }
        return values;
    }

    /// {@return a draw of each row, the last row first}
    private static List<Sampler.Draw> draws(SplittableRandom random, int vocabulary) {
        List<Sampler.Draw> draws = new ArrayList<>();
        for (int row = ROWS - 1; row >= 0; row--) {
            draws.add(new Sampler.Draw(sequence(random, vocabulary), row));
        }
        return draws;
    }

    private static Sampler.Drawn[] both(Tensor logits, List<Sampler.Draw> draws, String what) {
        try (var _ = new InferenceMode();
                RowWorkers workers = new RowWorkers(1)) {
            Sampler.Drawn[] device = new DeviceSampler().draw(logits, draws);
            assertThat(device).as(what).isEqualTo(new HostSampler(workers).draw(logits, draws));
            return device;
        }
    }

    @Test
    void bothDrawTheSame() {
        for (long seed = 0; seed < 150; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int vocabulary = random.nextInt(300, seed % 10 == 0 ? 30_000 : 1_500);
            List<Sampler.Draw> draws = draws(random, vocabulary);
            try (var _ = TensorScope.open()) {
                Tensor logits = Tensors.floats(logits(random, vocabulary), ROWS, vocabulary);
                both(seed % 3 == 0 ? logits.to(ScalarType.BFloat16) : logits, draws, "seed " + seed);
            }
        }
    }

    /// A card's exponentials are rounded otherwise: a draw that lies so near a boundary falls to the neighbour.
    @Test
    void aRealCardDrawsTheSameButForRounding() {
        int drawn = 0;
        int others = 0;
        try (EngineThread card = new EngineThread("card", 1, Card.REAL.device());
                RowWorkers workers = new RowWorkers(1)) {
            for (long seed = 0; seed < 150; seed++) {
                SplittableRandom random = new SplittableRandom(seed);
                int vocabulary = random.nextInt(300, seed % 10 == 0 ? 30_000 : 1_500);
                List<Sampler.Draw> draws = draws(random, vocabulary);
                float[] values = logits(random, vocabulary);
                Sampler.Drawn[] there = card.call(() -> drawn(new DeviceSampler(), values, draws));
                Sampler.Drawn[] here = drawn(new HostSampler(workers), values, draws);
                for (int i = 0; i < draws.size(); i++, drawn++) {
                    if (there[i].token() != here[i].token()) {
                        others++;
                    } else {
                        assertThat(there[i].logProbability())
                                .as("seed %d, draw %d", seed, i)
                                .isCloseTo(
                                        here[i].logProbability(),
                                        within(1e-5f * (1 + Math.abs(here[i].logProbability()))));
                    }
                }
            }
        }
        assertThat(others).as("of %d draws", drawn).isLessThanOrEqualTo(drawn / 300);
    }

    private static Sampler.Drawn[] drawn(Sampler sampler, float[] logits, List<Sampler.Draw> draws) {
        try (var _ = new InferenceMode();
                var _ = TensorScope.open()) {
            return sampler.draw(Tensors.floats(logits, ROWS, logits.length / ROWS), draws);
        }
    }

    @Test
    void answersOfOneRowDrawByThemselves() {
        List<Sampler.Draw> draws = IntStream.range(0, 40)
                .mapToObj(i -> new Sampler.Draw(new SequenceStub(SamplingSettings.of(1, 0.9, 9), Seeds.of(5, i)), 2))
                .toList();
        try (var _ = TensorScope.open()) {
            Tensor logits = Tensors.zeros(ScalarType.Float, ROWS, 400);
            assertThat(Stream.of(both(logits, draws, "one row"))
                            .map(Sampler.Drawn::token)
                            .distinct())
                    .hasSizeGreaterThan(5);
        }
    }

    @Test
    void aDrawThatNoSumReachesGoesToTheLastTokenThatIsPossible() {
        int equal = 41; // float32 has their shares a little too small
        float[] row = new float[equal + 3];
        row[equal] = -200; // no float32 holds its probability
        row[equal + 1] = Float.NEGATIVE_INFINITY;
        row[equal + 2] = -200;
        // a seed whose first draw is 1 - 2.3e-9
        SequenceStub sequence = new SequenceStub(SamplingSettings.of(1, 1, 2), Seeds.of(45_977_852, 0));
        assertThat(sequence.uniform()).isGreaterThan(equal * (double) (1f / equal));
        try (var _ = TensorScope.open()) {
            Tensor logits = Tensors.floats(row, 1, row.length);
            assertThat(both(logits, List.of(new Sampler.Draw(sequence, 0)), "last")[0].token())
                    .isEqualTo(equal - 1);
        }
    }

    @Test
    void rowsWithoutFiniteLogitsGiveNothingAndTheirNeighboursTheirTokens() {
        for (float poison : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            for (SamplingSettings sampling : List.of(
                    SamplingSettings.greedy(5), SamplingSettings.of(1, 1, 5), SamplingSettings.of(0.7, 0.8, 5))) {
                List<Sampler.Draw> draws = new ArrayList<>();
                for (int row = 0; row < ROWS; row++) {
                    draws.add(new Sampler.Draw(new SequenceStub(sampling, Seeds.of(row, 0)), row));
                }
                float[] values = logits(new SplittableRandom(9), 350);
                for (int id = 0; id < 350; id += poison < 0 ? 1 : 100) {
                    values[2 * 350 + id] = poison;
                }
                try (var _ = TensorScope.open()) {
                    Sampler.Drawn[] drawn =
                            both(Tensors.floats(values, ROWS, 350), draws, "%s, %s".formatted(poison, sampling));
                    for (int row = 0; row < ROWS; row++) {
                        assertThat(drawn[row].token() < 0).as("row %d", row).isEqualTo(row == 2);
                    }
                }
            }
        }
    }

    @Test
    void choicesStayOnTheDevice() {
        List<Sampler.Draw> draws = Stream.of(
                        SamplingSettings.of(0.7, 0.9, 9), SamplingSettings.greedy(9), SamplingSettings.of(1, 1, 9))
                .map(sampling -> sampling.with(new Penalties(1.2, 1, 1)).with(new Ending(5, 9, List.of(), Set.of())))
                .map(sampling -> new SequenceStub(TokenIds.of(1, 2), sampling, 3, new int[] {4}, Optional.empty()))
                .map(sequence -> new Sampler.Draw(sequence, 0))
                .toList();
        try (EngineThread thread = new EngineThread("shapes", 1, ShapesOnly.device())) {
            DeviceSampler.Chosen chosen = thread.call(() -> {
                try (var _ = new InferenceMode()) {
                    return DeviceSampler.choose(Tensors.zeros(ScalarType.Float, 3, 400), draws);
                }
            });
            assertThat(chosen.tokens().size(0)).isEqualTo(3);
            assertThat(Stream.of(chosen.tokens(), chosen.own())
                            .map(tensor -> tensor.device().str().getString()))
                    .containsOnly("meta");
        }
    }
}
