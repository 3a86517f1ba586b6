package sao.heldout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.chat.Conversation;
import sao.domain.PreferencePair;
import sao.token.FinishReason;
import sao.token.TokenIds;

/// Which pairs are held out.
class PairSplitTest {
    private static PreferencePair pair(String id, String prompt) {
        Answer chosen = Answer.ofTokens("yes", TokenIds.of(3), FinishReason.STOP, 0);
        Answer rejected = Answer.ofTokens("no", TokenIds.of(4), FinishReason.STOP, 0);
        return new PreferencePair(
                id,
                1,
                "",
                Conversation.ask(prompt),
                Optional.of(TokenIds.of(5)),
                chosen,
                rejected,
                0.8,
                1.4,
                -1.4,
                "given");
    }

    private static List<PreferencePair> pairs(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> pair("pair-" + i, "What is %d plus one?".formatted(i)))
                .toList();
    }

    private static Set<String> ids(List<PreferencePair> pairs) {
        return pairs.stream().map(PreferencePair::id).collect(Collectors.toSet());
    }

    @Test
    void aPairIsEitherTrainedOrHeldOutInTheOrderGiven() {
        List<PreferencePair> all = pairs(400);
        PairSplit split = PairSplit.of(all, 0.1);
        assertThat(split.heldOut()).hasSizeBetween(20, 60); // 40 expected, standard deviation 6
        List<PreferencePair> rest = new ArrayList<>(all);
        rest.removeAll(split.heldOut());
        assertThat(split.trained()).isEqualTo(rest);
        assertThat(split.all()).containsExactlyInAnyOrderElementsOf(all);
    }

    @Test
    void theOrderOfThePairsDoesNotMatter() {
        List<PreferencePair> shuffled = new ArrayList<>(pairs(200));
        Collections.shuffle(shuffled, new Random(3));
        assertThat(ids(PairSplit.of(shuffled, 0.05).heldOut()))
                .isEqualTo(ids(PairSplit.of(pairs(200), 0.05).heldOut()));
    }

    @Test
    void morePairsMoveNoPairToTheOtherSide() {
        Set<String> few = ids(PairSplit.of(pairs(200), 0.05).heldOut());
        Set<String> many = ids(PairSplit.of(pairs(2000), 0.05).heldOut());
        Set<String> ofTheFew = new HashSet<>(many);
        ofTheFew.retainAll(ids(pairs(200)));
        assertThat(ofTheFew).isEqualTo(few).isNotEmpty();
    }

    @Test
    void allPairsOfAPromptAreOnTheSameSide() {
        List<PreferencePair> all = IntStream.range(0, 300)
                .mapToObj(i -> pair("pair-" + i, "Prompt " + i / 3))
                .toList();
        PairSplit split = PairSplit.of(all, 0.2);
        Set<String> trained =
                split.trained().stream().map(PreferencePair::promptText).collect(Collectors.toSet());
        assertThat(split.heldOut())
                .isNotEmpty()
                .allSatisfy(pair -> assertThat(trained).doesNotContain(pair.promptText()));
    }

    @Test
    void oneOfTwentyPairsIsHeldOutByTheSmallestShareAndNoneOfNineteen() {
        assertThat(PairSplit.of(pairs(20), 1e-9).heldOut()).hasSize(1);
        assertThat(PairSplit.of(pairs(19), 0.5).heldOut()).isEmpty();
        assertThat(PairSplit.of(pairs(1000), 0).heldOut()).isEmpty();
    }

    @Test
    void atMost256AndAtMostHalfOfThePairsAreHeldOut() {
        assertThat(PairSplit.of(pairs(3000), 0.5).heldOut()).hasSize(PairSplit.MOST);
        assertThat(PairSplit.of(pairs(20), 0.5).heldOut()).hasSizeLessThanOrEqualTo(10);
        List<PreferencePair> onePrompt = IntStream.range(0, 40)
                .mapToObj(i -> pair("pair-" + i, "the same"))
                .toList();
        assertThat(PairSplit.of(onePrompt, 0.5).trained()).hasSize(40);
    }
}
