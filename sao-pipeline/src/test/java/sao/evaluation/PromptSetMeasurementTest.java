package sao.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.chat.Conversation;
import sao.chat.Role;
import sao.concurrent.BoundedConcurrency;
import sao.control.LengthJudge;
import sao.control.RandomJudge;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.ContextOverflowException;
import sao.error.ModelAccessException;
import sao.error.RequestRejectedException;
import sao.error.SaoException;
import sao.judging.Judge;
import sao.judging.StubModel;
import sao.rubric.JudgeRubric;
import sao.token.SamplingSettings;
import sao.verdict.SeatOrder;
import sao.verdict.WrittenJudge;

class PromptSetMeasurementTest {
    private static final List<Prompt> PROMPTS = IntStream.range(0, 120)
            .mapToObj(i -> new Prompt("prompt-" + i, "persona-" + i, "Question " + i))
            .toList();
    private static final PromptSet SET = PromptSet.heldOut(PROMPTS);

    private static final Judge LONGEST = new LengthJudge(LengthJudge.Preferred.LONGEST);

    private static PromptSetMeasurement measurement(long seed) {
        return new PromptSetMeasurement(SET, SamplingSettings.of(0.6, 0.95, 64), seed, BoundedConcurrency.of(8));
    }

    /// Writes between 20 and 60 words, and `more` on top.
    private static StubModel wordy(int more) {
        return StubModel.writing((_, seed) -> "word ".repeat(new SplittableRandom(seed).nextInt(20, 60) + more));
    }

    @Test
    void aModelAgainstItselfWithOtherSeedsIsAboutHalf() {
        int held = 0;
        for (long seed = 0; seed < 10; seed++) {
            PromptSetMeasurement measurement = measurement(seed);
            Comparison control = measurement.compare(
                    LONGEST, measurement.responses(wordy(0), 0), measurement.responses(wordy(0), 1));
            held += control.winRate().interval().contains(0.5) ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aModelAgainstItsOwnDrawTiesEverywhere() {
        PromptSetMeasurement measurement = measurement(1);
        Map<String, Response> responses = measurement.responses(wordy(0), 0);
        Comparison comparison = measurement.compare(new RandomJudge(1), responses, measurement.responses(wordy(0), 0));
        assertThat(comparison.winRate().ties()).isEqualTo(PROMPTS.size());
        assertThat(comparison.winRate().rate()).isEqualTo(0.5);
        assertThat(comparison.lengthControlled().winRate()).isEqualTo(0.5);
    }

    @Test
    void theBetterModelWinsFromEitherSide() {
        PromptSetMeasurement measurement = measurement(2);
        Map<String, Response> short_ = measurement.responses(wordy(0), 0);
        Map<String, Response> long_ = measurement.responses(wordy(50), 0);
        Comparison there = measurement.compare(LONGEST, short_, long_);
        Comparison back = measurement.compare(LONGEST, long_, short_);
        assertThat(there.winRate().rate()).isEqualTo(1);
        assertThat(back.winRate().rate()).isZero();
        assertThat(there.candidate().meanLength() - there.baseline().meanLength())
                .isCloseTo(250, within(1e-9));
    }

    @Test
    void aJudgeThatAlwaysTakesTheFirstSeatFavoursNobody() {
        Judge firstSeat = new Judge() {
            @Override
            public String name() {
                return "first-seat";
            }

            @Override
            public Judgment compare(Prompt prompt, Response first, Response second) {
                return new Judgment.Ranked(1, -1, 1);
            }
        };
        PromptSetMeasurement measurement = measurement(3);
        Comparison comparison =
                measurement.compare(firstSeat, measurement.responses(wordy(0), 0), measurement.responses(wordy(9), 0));
        assertThat(comparison.winRate().interval().contains(0.5)).isTrue();
    }

    @Test
    void unreadableVerdictsAreCountedAndLeftOut() {
        PromptSetMeasurement measurement = measurement(4);
        Comparison comparison = measurement.compare(
                sometimes(5), measurement.responses(wordy(0), 0), measurement.responses(wordy(50), 0));
        assertThat(comparison.unreadable()).isPositive();
        assertThat(comparison.winRate().prompts()).isEqualTo(PROMPTS.size() - comparison.unreadable());
        assertThat(comparison.rows()).hasSize(PROMPTS.size());
    }

    @Test
    void aJudgeThatIsNeverReadableStopsTheMeasurement() {
        PromptSetMeasurement measurement = measurement(4);
        Map<String, Response> responses = measurement.responses(wordy(0), 0);
        assertThatThrownBy(() -> measurement.compare(sometimes(1), responses, responses))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("no readable verdict on 120 held-out prompts");
    }

    /// Cannot be read on every `period`-th prompt.
    private static Judge sometimes(int period) {
        return new Judge() {
            @Override
            public String name() {
                return "sometimes";
            }

            @Override
            public Judgment compare(Prompt prompt, Response first, Response second) {
                boolean mute = Integer.parseInt(prompt.id().substring("prompt-".length())) % period == 0;
                return mute ? new Judgment.Unreadable("no_ranking_line", "") : LONGEST.compare(prompt, first, second);
            }
        };
    }

    /// Has no room for every `period`-th question.
    private static StubModel narrow(int period, int more) {
        return StubModel.writing((conversation, seed) -> {
            String question = conversation.messages().getLast().content();
            if (Integer.parseInt(question.substring("Question ".length())) % period == 0) {
                throw new ContextOverflowException(9000, 64, 8192);
            }
            return "word ".repeat(20 + more + Math.floorMod(seed, 9));
        });
    }

    @Test
    void promptsThatDoNotFitTheContextAreCountedAndLeftOut() {
        AtomicInteger done = new AtomicInteger();
        var measurement = new PromptSetMeasurement(
                new PromptSet("exam.txt", PROMPTS),
                SamplingSettings.of(0.6, 0.95, 64),
                5,
                new BoundedConcurrency(8, done::incrementAndGet));
        Map<String, Response> start = measurement.responses(narrow(3, 0), 0);
        assertThat(start).hasSize(80);
        Comparison comparison = measurement.compare(LONGEST, start, measurement.responses(narrow(4, 9), 0));
        assertThat(comparison.rows()).hasSize(60); // neither a multiple of three nor of four
        assertThat(comparison.tooLong()).isEqualTo(60);
        assertThat(comparison.winRate().prompts()).isEqualTo(60);
        assertThat(comparison.rows())
                .isSortedAccordingTo(Comparator.comparingInt(row -> PROMPTS.indexOf(row.prompt())));
        assertThat(done).as("those left out are done, too").hasValue(3 * 120);
    }

    @Test
    void promptsThatAModelRefusesAreCountedAndLeftOut() {
        StubModel refusing = StubModel.writing((conversation, _) -> {
            if (conversation.transcript().endsWith("7")) {
                throw new RequestRejectedException("The content filter refused.", "Leave the prompt out.");
            }
            return "word ".repeat(20);
        });
        var measurement =
                new PromptSetMeasurement(SET, SamplingSettings.of(0.6, 0.95, 64), 5, BoundedConcurrency.of(8));
        Map<String, Response> answered = measurement.responses(refusing, 0);
        assertThat(answered).hasSize(108);
        assertThat(measurement.compare(LONGEST, answered, answered).tooLong()).isEqualTo(12);
    }

    @Test
    void aModelThatRefusesAllCallsEndsTheMeasurementAtItsFirstRefusal() {
        StubModel closed = StubModel.writing((_, _) -> {
            throw new ModelAccessException("The server answers 401: wrong key.", "Set the right key.");
        });
        var measurement =
                new PromptSetMeasurement(SET, SamplingSettings.of(0.6, 0.95, 64), 5, BoundedConcurrency.of(1));
        assertThatThrownBy(() -> measurement.responses(closed, 0)).isInstanceOf(ModelAccessException.class);
        assertThat(closed.calls()).isEqualTo(1);
    }

    @Test
    void promptsOfSeveralTurnsAreAnsweredAndJudgedWhole() {
        Conversation turns = Conversation.ask("Name a fruit.")
                .then(Role.ASSISTANT, "An apple.")
                .then(Role.USER, "And a vegetable?");
        Prompt prompt = new Prompt("turns", "persona", turns);
        StubModel model = StubModel.writing(
                (conversation, seed) -> conversation.messages().size() + " turns " + seed);
        var measurement = new PromptSetMeasurement(
                new PromptSet("turns.txt", List.of(prompt)),
                SamplingSettings.of(0.6, 0.95, 64),
                5,
                BoundedConcurrency.of(1));
        Map<String, Response> first = measurement.responses(model, 0);
        Map<String, Response> second = measurement.responses(model, 1);
        assertThat(model.conversations()).containsExactly(turns);
        assertThat(first)
                .hasEntrySatisfying(
                        "turns", response -> assertThat(response.text()).startsWith("3 turns"));
        StubModel judging = StubModel.writing((_, _) -> "ranking: 1 > 2");
        measurement.compare(
                new WrittenJudge(
                        judging, JudgeRubric.named("sao-v1"), SeatOrder.BOTH, SamplingSettings.of(0, 1, 16), 1),
                first,
                second);
        assertThat(judging.conversations())
                .isNotEmpty()
                .allSatisfy(asked -> assertThat(asked.transcript())
                        .contains("User:\nName a fruit.\n\nAssistant:\nAn apple.\n\nUser:\nAnd a vegetable?"));
    }

    @Test
    void aSetOfWhichNothingFitsIsNamed() {
        var measurement = new PromptSetMeasurement(
                new PromptSet("exam.txt", PROMPTS), SamplingSettings.of(0.6, 0.95, 64), 5, BoundedConcurrency.of(8));
        Map<String, Response> none = measurement.responses(narrow(1, 0), 0);
        assertThatThrownBy(() -> measurement.compare(LONGEST, none, none))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("None of the 120 prompts of exam.txt was answered")
                .hasMessageContaining("up to 64 tokens");
    }

    @Test
    void workInParallelGivesTheSameFiguresInTheSameOrder() {
        var alone = new PromptSetMeasurement(SET, SamplingSettings.of(0.6, 0.95, 64), 7, BoundedConcurrency.of(1));
        var together = new PromptSetMeasurement(SET, SamplingSettings.of(0.6, 0.95, 64), 7, BoundedConcurrency.of(50));
        assertThat(together.responses(wordy(0), 0)).isEqualTo(alone.responses(wordy(0), 0));
    }
}
