package sao.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordRunsTest {
    @Test // five words, four distinct; four pairs, two distinct
    void distinctShareCountsOverAllTextsTogether() {
        assertThat(WordRuns.distinctShare(List.of(Words.of("the cat the"), Words.of("dog sat")), 1))
                .isEqualTo(0.8);
        assertThat(WordRuns.distinctShare(List.of(Words.of("the cat"), Words.of("the cat")), 2))
                .isEqualTo(0.5);
        assertThat(WordRuns.distinctShare(List.of(List.of()), 2)).isZero();
    }

    /// Words that occur 5, 3, 1 and 1 times. Reference: `sum(hypergeom(10, k, 4).sf(0) for k in [5, 3, 1, 1]) /
    /// 4` with scipy 1.17.1.
    @Test
    void distinctInSampleIsHypergeometric() {
        List<List<String>> texts = List.of(Words.of("a a a a a b b b c d"));
        assertThat(WordRuns.distinctInSample(texts, 4)).isCloseTo(0.6523809523809524, within(1e-15));
        assertThat(WordRuns.distinctInSample(texts, 10)).isEqualTo(0.4);
        assertThat(WordRuns.distinctInSample(texts, 1)).isCloseTo(1, within(1e-15));
        assertThat(WordRuns.distinctInSample(texts, 0)).isZero();
        assertThatThrownBy(() -> WordRuns.distinctInSample(texts, 11)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test // seed 3
    void distinctInSampleIsTheMeanOverDraws() {
        List<String> words = Words.of("to be or not to be that is the question whether it is nobler to suffer");
        Random random = new Random(3);
        double sum = 0;
        int draws = 20_000;
        for (int draw = 0; draw < draws; draw++) {
            List<String> shuffled = new ArrayList<>(words);
            Collections.shuffle(shuffled, random);
            sum += new HashSet<>(shuffled.subList(0, 7)).size() / 7.0;
        }
        assertThat(WordRuns.distinctInSample(List.of(words), 7)).isCloseTo(sum / draws, within(0.005));
    }

    @Test
    void moreTextOfTheSameKindHasTheSameShareInASample() {
        List<String> once = Words.of("the cat sat on the mat and the dog sat on the cat");
        List<String> thrice = new ArrayList<>();
        Collections.nCopies(3, once).forEach(thrice::addAll);
        assertThat(WordRuns.distinctShare(List.of(thrice), 1))
                .isLessThan(0.5 * WordRuns.distinctShare(List.of(once), 1));
        assertThat(WordRuns.distinctInSample(List.of(thrice), once.size()))
                .isCloseTo(WordRuns.distinctInSample(List.of(once), once.size()), within(0.15));
    }
}
