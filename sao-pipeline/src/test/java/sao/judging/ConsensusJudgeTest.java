package sao.judging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sao.domain.Judgment;
import sao.domain.Judgment.Ranked;
import sao.domain.Response;
import sao.text.FinalAnswer;
import sao.text.TextSimilarity;

class ConsensusJudgeTest {
    private static final ConsensusJudge JUDGE = new ConsensusJudge();

    private static Response of(String text) {
        return Responses.of(text, text);
    }

    @Test
    void theAnswerThatTheOthersResembleWins() {
        List<Response> others =
                List.of(of("Knead the dough, let it rise, bake it."), of("First knead the dough, then bake it."));
        var ranked = (Ranked) JUDGE.compare(PROMPT, of("Knead the dough and bake it."), of("Buy a loaf."), others);
        assertThat(ranked.firstWins()).isTrue();
        assertThat(ranked.swapped()).isEqualTo(-ranked.given());
    }

    @Test // with 3 of 3 others against 0 of 3: odds (3 + 1/2) : (0 + 1/2)
    void whereAllEndInANumberTheNumberIsWhatCounts() {
        List<Response> others =
                List.of(of("6 times 7 is the same as 7 times 6.\nAnswer: 42"), of("Well.\n#### 42.0"), of("**42**"));
        Response same = of("I count them one by one and\nthe answer is 42.");
        Response other = of("6 times 7 is the same as 7 times 6.\nAnswer: 41");
        var ranked = (Ranked) JUDGE.compare(PROMPT, same, other, others);
        assertThat(ranked.logOdds()).isCloseTo(Math.log(3.5 / 0.5), within(1e-12));
    }

    @Test
    void oneAnswerWithoutANumberMakesTheWordsCount() {
        List<Response> others = List.of(of("Answer: 42"), of("I do not know."));
        Judgment judgment = JUDGE.compare(PROMPT, of("Answer: 41"), of("I do not know that."), others);
        assertThat(judgment)
                .isInstanceOfSatisfying(
                        Ranked.class, ranked -> assertThat(ranked.firstWins()).isFalse());
    }

    @Test
    void twoAnswersAloneAgreeOnNothing() {
        assertThat(JUDGE.compare(PROMPT, of("a"), of("b"), List.of(of("a"))))
                .isInstanceOfSatisfying(
                        Judgment.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isEqualTo("too_few_responses"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The answer is 1,234.50. | 1234.5",
                "so x = -3 | -3",
                "\\boxed{17} | 17",
                "#### $12 | 12",
                "(b) | b",
                "Answer: C | c",
                "**Answer:** D | d",
                "7 | 7",
            })
    void finalAnswersAreRead(String text, String answer) {
        assertThat(FinalAnswer.of("Some words.\n" + text)).contains(answer);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bake it for 40 minutes.",
                "There are 3 kinds of bread",
                "The answer is a good loaf",
                "Answer: because it rises",
                "It was 1999 and we were young."
            })
    void numbersInProseAreNoFinalAnswers(String text) {
        assertThat(FinalAnswer.of(text)).isEqualTo(Optional.empty());
    }

    @Test // words: 2 of 3 and 3 shared, F1 4/6 = 2/3; pairs: 1 of 2 and 2 shared, F1 1/2
    void similarityIsTheMeanOfWordsAndPairs() {
        assertThat(TextSimilarity.of("Knead the dough", "knead the bread!"))
                .isCloseTo((2.0 / 3 + 0.5) / 2, within(1e-12));
        assertThat(TextSimilarity.of("面包要先揉面", "面包要先揉面")).isCloseTo(1, within(1e-12));
        assertThat(TextSimilarity.of("", "knead")).isZero();
    }
}
