package sao.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.chat.Answer;
import sao.concurrent.BoundedConcurrency;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.ContextOverflowException;
import sao.judging.StubModel;
import sao.result.ConstraintFigures;
import sao.result.ConstraintFigures.Family;
import sao.result.ConstraintFigures.PromptCount;
import sao.token.FinishReason;
import sao.token.SamplingSettings;

class ConstraintComparisonTest {
    private static final String MEETS = "small bees fly";
    private static final String BREAKS = "Big bees fly";
    private static final Constraint LOWER = new Constraint(ConstraintFamily.LOWER_CASE, "lower case");

    /// {@return answers to a prompt, of which the first `passing` of `count` meet the constraint}
    private static ConstraintAnswers answers(String base, Constraint constraint, int passing, int count) {
        ConstraintPrompt asked = ConstraintPrompt.of(new Prompt(base, "persona", "About " + base), constraint);
        List<Response> responses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Answer answer =
                    Answer.ofText(i < passing ? MEETS : BREAKS, i == 0 ? FinishReason.LENGTH : FinishReason.STOP, i);
            responses.add(new Response("r" + i, asked.prompt().id(), i, Optional.empty(), answer));
        }
        return new ConstraintAnswers(asked, responses);
    }

    private static ConstraintAnswers answers(String base, int passing) {
        return answers(base, LOWER, passing, 4);
    }

    @Test
    void ratesAndTheirDifferenceAreMeansOverAnswersAndPrompts() {
        Constraint comma = new Constraint(ConstraintFamily.NO_COMMA, "commas");
        ConstraintFigures figures = ConstraintComparison.of(
                        List.of(answers("a", 1), answers("b", 0), answers("c", comma, 0, 4)),
                        List.of(answers("a", 3), answers("b", 1), answers("c", comma, 0, 4)),
                        5)
                .orElseThrow();
        assertThat(figures.prompts()).isEqualTo(3);
        assertThat(figures.draws()).isEqualTo(4);
        assertThat(figures.start().value()).isEqualTo(5 / 12.0);
        assertThat(figures.trained().value()).isEqualTo(8 / 12.0);
        assertThat(figures.trained().n()).isEqualTo(12);
        assertThat(figures.difference()).isCloseTo(0.25, within(1e-12));
        assertThat(figures.interval().low()).isBetween(0.0, 0.25);
        assertThat(figures.interval().high()).isBetween(0.25, 0.5);
        assertThat(figures.startTruncated()).isEqualTo(0.25);
        assertThat(figures.families())
                .containsExactly(new Family("lower_case", 8, 1, 4), new Family("no_comma", 4, 4, 4));
        assertThat(figures.byPrompt())
                .extracting(PromptCount::base, PromptCount::answers, PromptCount::start, PromptCount::trained)
                .containsExactly(tuple("a", 4, 1, 3), tuple("b", 4, 0, 1), tuple("c", 4, 4, 4));
        assertThat(figures.byPrompt().stream()
                        .mapToDouble(PromptCount::difference)
                        .average()
                        .orElseThrow())
                .isCloseTo(figures.difference(), within(1e-12));
    }

    @Test
    void promptsWithoutAnAnswerOfOneModelAreLeftOut() {
        List<ConstraintAnswers> both = List.of(answers("a", 1), answers("b", 4));
        assertThat(ConstraintComparison.of(both, both.subList(0, 1), 5)
                        .orElseThrow()
                        .prompts())
                .isEqualTo(1);
        assertThat(ConstraintComparison.of(both, List.of(), 5)).isEmpty();
    }

    @Test
    void anUnchangedModelHasAnIntervalAroundZeroThatShrinksWithTheNumberOfPrompts() {
        double before = 1;
        for (int prompts : new int[] {4, 16, 64}) {
            List<ConstraintAnswers> same = IntStream.range(0, prompts)
                    .mapToObj(i -> answers("p" + i, i % 5))
                    .toList();
            ConstraintFigures figures = ConstraintComparison.of(same, same, 5).orElseThrow();
            assertThat(figures.difference()).isZero();
            assertThat(figures.interval().high())
                    .isEqualTo(-figures.interval().low())
                    .isCloseTo(1 - Math.pow(0.025, 1.0 / prompts), within(1e-12))
                    .isLessThan(before);
            before = figures.interval().high();
        }
    }

    @Test
    void constraintsOnOneBasePromptAreOneCluster() {
        Constraint same = new Constraint(ConstraintFamily.LOWER_CASE, "small letters");
        List<ConstraintAnswers> clustered = List.of(
                answers("a", LOWER, 4, 4),
                answers("a", same, 4, 4),
                answers("b", LOWER, 0, 4),
                answers("b", same, 0, 4));
        List<ConstraintAnswers> independent =
                List.of(answers("a", 4), answers("b", 4), answers("c", 0), answers("d", 0));
        assertThat(width(clustered)).isGreaterThan(1.1 * width(independent));
    }

    private static double width(List<ConstraintAnswers> answers) {
        ConstraintFigures figures = ConstraintComparison.of(answers, answers, 5).orElseThrow();
        assertThat(figures.start().value()).isEqualTo(0.5);
        return figures.start().interval().high() - figures.start().interval().low();
    }

    @Test
    void aModelIsAskedOncePerPromptAndPromptsThatItCannotReadAreLeftOut() {
        ConstraintPrompt fits = ConstraintPrompt.of(new Prompt("a", "persona", "About a"), LOWER);
        ConstraintPrompt tooLong = ConstraintPrompt.of(new Prompt("b", "persona", "About b"), LOWER);
        StubModel model = StubModel.writing((conversation, seed) -> {
            if (conversation.equals(tooLong.prompt().conversation())) {
                throw new ContextOverflowException(9_000, 64, 8_192);
            }
            return "seed " + seed;
        });
        ConstraintAnswers.Draws draws = new ConstraintAnswers.Draws(SamplingSettings.of(0.6, 0.95, 64), 4, 11);
        List<ConstraintAnswers> answers =
                ConstraintAnswers.of(model, List.of(tooLong, fits), draws, BoundedConcurrency.of(2));
        assertThat(answers).hasSize(1);
        assertThat(answers.getFirst().responses())
                .hasSize(4)
                .extracting(Response::text)
                .doesNotHaveDuplicates();
        assertThat(model.calls()).isEqualTo(2);
    }
}
