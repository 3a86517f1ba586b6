package sao.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.constraint.Constraint;
import sao.constraint.ConstraintAnswers;
import sao.constraint.ConstraintFamily;
import sao.constraint.ConstraintPrompt;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Responses;
import sao.token.FinishReason;

class ConstraintProbesTest {
    private static final Constraint LOWER = new Constraint(ConstraintFamily.LOWER_CASE, "lower case");

    /// {@return answers to a prompt with the constraint of small letters}
    private static ConstraintAnswers answers(int number, Response... responses) {
        return new ConstraintAnswers(
                ConstraintPrompt.of(new Prompt("base-" + number, "persona", "Question " + number), LOWER),
                List.of(responses));
    }

    private static Response ended(String text) {
        return Responses.of(text, text);
    }

    private static Response cut(String text) {
        return Responses.of(text, text, FinishReason.LENGTH);
    }

    private static List<Probe> probes(ConstraintAnswers... answers) {
        return ConstraintProbes.of(List.of(answers));
    }

    @Test
    void theAnswerThatMeetsTheConstraintIsTheBetterOne() {
        Response other = ended("A much longer answer about bees that fly and make honey");
        Response good = ended("bees make honey");
        Response bad = ended("Bees make honey");
        assertThat(probes(answers(0, other, bad, good))).singleElement().satisfies(probe -> {
            assertThat(probe.kind()).isEqualTo(ProbeKind.CONSTRAINT);
            assertThat(probe.good()).isEqualTo(good);
            assertThat(probe.bad()).isEqualTo(bad);
            assertThat(probe.others()).containsExactly(other);
            assertThat(probe.prompt().text()).endsWith("without any capital letter.");
        });
    }

    @Test
    void aCutOffAnswerIsNotComparedWithOneThatEnded() {
        assertThat(probes(answers(0, ended("bees make honey"), cut("Bees make honey"))))
                .isEmpty();
        assertThat(probes(answers(0, cut("bees make honey"), cut("Bees make honey"))))
                .hasSize(1);
    }

    @Test
    void answersOfDifferentLengthGiveNoProbe() {
        assertThat(probes(answers(0, ended("bees make honey"), ended("Bees make honey in the garden"))))
                .isEmpty();
    }

    @Test
    void answersThatAllMeetOrAllBreakTheConstraintGiveNoProbe() {
        assertThat(probes(
                        answers(0, ended("bees make honey"), ended("bees eat honey")),
                        answers(1, ended("Bees make honey"), ended("Bees eat honey"))))
                .isEmpty();
    }

    @Test
    void anEmptyOrLoopingAnswerIsNoWorseResponse() {
        String loop = "Bees make honey ".repeat(30);
        String same = IntStream.range(0, 80).mapToObj(i -> "w" + i).reduce("x", (a, b) -> a + " " + b);
        assertThat(probes(
                        answers(0, ended("."), ended("...")),
                        answers(
                                1,
                                ended(same + " " + "y".repeat(Math.max(1, loop.length() - same.length()))),
                                ended(loop))))
                .isEmpty();
    }

    @Test
    void ofSeveralPairsTheClosestInLengthIsTaken() {
        Response close = ended("Bees make honey too");
        Response closer = ended("Bees make honey to");
        assertThat(probes(answers(0, close, ended("bees make honey so"), closer)))
                .singleElement()
                .satisfies(probe -> assertThat(probe.bad()).isEqualTo(closer));
    }

    @Test
    void theBetterAnswerIsTheLongerOneAboutAsOftenAsTheShorterOne() {
        List<ConstraintAnswers> answers = new ArrayList<>();
        for (int i = 0; i < 9; i++) { // each better answer longer
            answers.add(answers(i, ended("bees make honey" + "y".repeat(i % 3 + 1)), ended("Bees make honey")));
        }
        answers.add(answers(9, ended("bees make hone"), ended("Bees make honey"))); // shorter
        for (int i = 10; i < 12; i++) { // a choice
            answers.add(answers(i, ended("bees make honey"), ended("Bees make hone"), ended("Bees make honeyy")));
        }
        List<Probe> probes = ConstraintProbes.of(answers);
        long longer = probes.stream()
                .filter(probe ->
                        probe.good().text().length() > probe.bad().text().length())
                .count();
        assertThat(probes).hasSize(8);
        assertThat(longer).isEqualTo(5);
        assertThat(probes)
                .allSatisfy(probe -> assertThat(probe.good().text().length()
                                - probe.bad().text().length())
                        .isBetween(-1, 2));
    }

    @Test
    void constraintsOnTheNumberOfWordsAreNotUsed() {
        assertThat(ConstraintProbes.families())
                .hasSize(ConstraintFamily.values().length - 2)
                .doesNotContain(ConstraintFamily.WORDS_AT_MOST, ConstraintFamily.WORDS_AT_LEAST);
    }
}
