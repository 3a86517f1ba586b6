package sao.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sao.token.Ending;
import sao.token.Penalties;
import sao.token.SamplingSettings;

class TokenChoiceTest {
    private static float[] row(SplittableRandom random, int size) {
        float[] row = new float[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            row[i] = (float) Math.exp(3 * random.nextGaussian());
            sum += row[i];
        }
        for (int i = 0; i < size; i++) {
            row[i] /= (float) sum;
        }
        return row;
    }

    /// {@return the tokens that the filters keep, by sorting everything}
    private static List<Integer> kept(float[] row, SamplingSettings sampling) {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            ids.add(i);
        }
        ids.sort(Comparator.<Integer>comparingDouble(id -> -row[id]).thenComparing(id -> id));
        float largest = row[ids.getFirst()];
        if (sampling.topK() > 0 && sampling.topK() < row.length) {
            float least = row[ids.get(sampling.topK() - 1)];
            ids.removeIf(id -> row[id] < least);
        }
        double mass =
                sampling.topK() > 0 ? ids.stream().mapToDouble(id -> row[id]).sum() : 1;
        double sum = 0;
        int count = 0;
        while (count < ids.size() && sum < sampling.topP() * mass) {
            sum += row[ids.get(count)];
            count++;
        }
        List<Integer> nucleus = new ArrayList<>(ids.subList(0, count));
        nucleus.removeIf(id -> row[id] < (float) (sampling.minP() * largest));
        return nucleus;
    }

    @Test
    void everyDrawIsFromTheKeptTokensAndEachCanBeDrawn() {
        TokenChoice choice = new TokenChoice();
        for (long seed = 0; seed < 300; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            float[] row = row(random, random.nextInt(2, 400));
            SamplingSettings sampling = new SamplingSettings(
                    1,
                    random.nextDouble(0.3, 0.999),
                    random.nextBoolean() ? 0 : random.nextInt(1, 30),
                    random.nextBoolean() ? 0 : random.nextDouble(0, 0.3),
                    Penalties.NONE,
                    Ending.after(1));
            List<Integer> kept = kept(row, sampling);
            double mass = kept.stream().mapToDouble(id -> row[id]).sum();
            double before = 0;
            for (int id : kept) { // a draw in the middle of each token's share gives that token
                double middle = (before + row[id] / 2) / mass;
                before += row[id];
                assertThat(choice.choose(row, sampling, middle))
                        .as("seed %d", seed)
                        .isEqualTo(id);
            }
            assertThat(new TreeSet<>(kept)).contains(choice.choose(row, sampling, Math.nextDown(1.0)));
        }
    }

    @Test
    void unfilteredDrawsFollowTheDistribution() {
        float[] row = row(new SplittableRandom(8), 20);
        SamplingSettings plain = SamplingSettings.of(1, 1, 1);
        int[] counts = new int[row.length];
        TokenChoice choice = new TokenChoice();
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            counts[choice.choose(row, plain, UniformDraws.at(99, i))]++;
        }
        for (int id = 0; id < row.length; id++) {
            assertThat(counts[id] / (double) draws).as("token %d", id).isCloseTo(row[id], within(0.005));
        }
    }

    @Test
    void equalLogitsGoToTheSmallerId() {
        assertThat(TokenChoice.likeliest(new float[] {0, 3, 1, 3})).isEqualTo(1);
    }

    @Test
    void nothingIsLikeliestAmongNoNumbers() {
        assertThat(TokenChoice.likeliest(new float[] {Float.NaN, Float.NaN})).isEqualTo(-1);
    }

    @Test
    void uniformDrawsFillTheUnitIntervalEvenly() {
        int[] tenths = new int[10];
        for (int i = 0; i < 100_000; i++) {
            double draw = UniformDraws.at(i / 100, i % 100);
            assertThat(draw).isBetween(0.0, Math.nextDown(1.0));
            tenths[(int) (draw * 10)]++;
        }
        for (int count : tenths) {
            assertThat(count).isBetween(9_600, 10_400);
        }
    }
}
