package sao.novelty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sao.novelty.Novelty.Accepted;
import sao.novelty.Novelty.Reason;
import sao.novelty.Novelty.Refused;

class NoveltyIndexTest {
    @Test
    void theSameWordsInOtherClothesAreADuplicate() {
        NoveltyIndex index = new NoveltyIndex(new NoveltyRules(0.7, 1));
        assertThat(index.decide(3, "How do I restore an old clock?")).isEqualTo(new Accepted());
        assertThat(index.decide(4, "  how do I restore   an \u201cold\u201d CLOCK ?! "))
                .isEqualTo(new Refused(Reason.DUPLICATE, 3, 1));
        assertThat(index.size()).isEqualTo(1);
    }

    @Test // 12 words make 10 runs; one word changed at the end changes one of them: 9 shared of 11
    void oneChangedWordIsANearDuplicate() {
        NoveltyIndex index = new NoveltyIndex(new NoveltyRules(0.7, 1));
        index.decide(0, "Please tell me how bees find their way back to the hive");
        assertThat(index.decide(1, "Please tell me how bees find their way back to the field"))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.NEAR_DUPLICATE);
                    assertThat(refused.similarity()).isCloseTo(9 / 11.0, within(1e-12));
                });
    }

    @Test
    void theThresholdDecides() {
        NoveltyIndex index = new NoveltyIndex(new NoveltyRules(0.9, 1));
        index.decide(0, "Please tell me how bees find their way back to the hive");
        assertThat(index.decide(1, "Please tell me how bees find their way back to the field"))
                .isEqualTo(new Accepted());
    }

    @Test
    void otherScriptsHaveWordsToo() {
        NoveltyIndex index = new NoveltyIndex(new NoveltyRules(0.7, 1));
        index.decide(0, "Почему небо голубое днём?");
        assertThat(index.decide(1, "почему небо ГОЛУБОЕ днём")).isInstanceOf(Refused.class);
        assertThat(index.decide(2, "Почему трава зелёная летом?")).isEqualTo(new Accepted());
    }

    @Test // of two sets at similarity 0.7 or more, MinHash overlooks at most 1.3 % on average
    void findsPlantedNearDuplicatesAndNothingElse() {
        for (long seed = 0; seed < 3; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            NoveltyIndex index = new NoveltyIndex(new NoveltyRules(0.7, 1));
            List<String> prompts = new ArrayList<>();
            int planted = 0;
            int found = 0;
            for (int row = 0; row < 4_000; row++) {
                boolean repeat = row % 10 == 9;
                String prompt = repeat ? changed(prompts.get(random.nextInt(prompts.size())), random) : prompt(random);
                boolean refused = index.decide(row, prompt) instanceof Refused;
                if (repeat) {
                    planted++;
                    found += refused ? 1 : 0;
                } else {
                    assertThat(refused).as("seed %d: %s", seed, prompt).isFalse();
                    prompts.add(prompt);
                }
            }
            assertThat(found).as("seed %d, planted %d", seed, planted).isGreaterThan((int) (0.97 * planted));
        }
    }

    @Test
    void manyPromptsWithOneBeginningStayQuick() {
        NoveltyIndex index = new NoveltyIndex(new NoveltyRules(0.7, 1));
        SplittableRandom random = new SplittableRandom(5);
        for (int row = 0; row < 20_000; row++) {
            index.decide(row, "can you give me some good advice on how to " + words(random, 6));
        }
        assertThat(index.size()).isGreaterThan(19_900);
    }

    private static String prompt(SplittableRandom random) {
        return "please write about " + words(random, random.nextInt(20, 60));
    }

    /// One of at least 23 words replaced changes 3 of at least 21 runs: similarity at least 18 / 24.
    private static String changed(String prompt, SplittableRandom random) {
        String[] words = prompt.split(" ", -1);
        words[random.nextInt(words.length)] = "something";
        return String.join(" ", words);
    }

    private static String words(SplittableRandom random, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int word = (int) (Math.pow(random.nextDouble(), 3) * 3_000);
            text.append('w').append(Integer.toString(word, 36)).append(' ');
        }
        return text.toString().strip();
    }
}
