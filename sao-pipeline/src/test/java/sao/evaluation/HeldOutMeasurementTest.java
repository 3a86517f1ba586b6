package sao.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.domain.SamplingSettings;
import sao.domain.SaoException;
import sao.judging.InFlight;
import sao.judging.Judge;
import sao.judging.LengthJudge;
import sao.judging.RandomJudge;
import sao.judging.StubModel;

class HeldOutMeasurementTest {
    private static final List<Prompt> PROMPTS = IntStream.range(0, 120)
            .mapToObj(i -> new Prompt("prompt-" + i, "persona-" + i, "Question " + i))
            .toList();

    private static final Judge LONGEST = new LengthJudge(LengthJudge.Preferred.LONGEST);

    private static HeldOutMeasurement measurement(long seed) {
        return new HeldOutMeasurement(PROMPTS, SamplingSettings.of(0.6, 0.95, 64), seed, InFlight.of(8));
    }

    /// Writes between 20 and 60 words, and `more` on top.
    private static StubModel wordy(int more) {
        return StubModel.writing((_, seed) -> "word ".repeat(new SplittableRandom(seed).nextInt(20, 60) + more));
    }

    @Test
    void aModelAgainstItselfWithOtherSeedsIsAboutHalf() {
        int held = 0;
        for (long seed = 0; seed < 10; seed++) {
            HeldOutMeasurement measurement = measurement(seed);
            Comparison control = measurement.compare(
                    LONGEST, measurement.responses(wordy(0), 0), measurement.responses(wordy(0), 1));
            held += control.winRate().interval().contains(0.5) ? 1 : 0;
        }
        assertThat(held).isGreaterThanOrEqualTo(8);
    }

    @Test
    void aModelAgainstItsOwnDrawTiesEverywhere() {
        HeldOutMeasurement measurement = measurement(1);
        List<Response> responses = measurement.responses(wordy(0), 0);
        Comparison comparison = measurement.compare(new RandomJudge(1), responses, measurement.responses(wordy(0), 0));
        assertThat(comparison.winRate().ties()).isEqualTo(PROMPTS.size());
        assertThat(comparison.winRate().rate()).isEqualTo(0.5);
        assertThat(comparison.lengthControlled().winRate()).isEqualTo(0.5);
    }

    @Test
    void theBetterModelWinsFromEitherSide() {
        HeldOutMeasurement measurement = measurement(2);
        List<Response> short_ = measurement.responses(wordy(0), 0);
        List<Response> long_ = measurement.responses(wordy(50), 0);
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
        HeldOutMeasurement measurement = measurement(3);
        Comparison comparison =
                measurement.compare(firstSeat, measurement.responses(wordy(0), 0), measurement.responses(wordy(9), 0));
        assertThat(comparison.winRate().interval().contains(0.5)).isTrue();
    }

    @Test
    void unreadableVerdictsAreCountedAndLeftOut() {
        HeldOutMeasurement measurement = measurement(4);
        Comparison comparison = measurement.compare(
                sometimes(5), measurement.responses(wordy(0), 0), measurement.responses(wordy(50), 0));
        assertThat(comparison.unreadable()).isPositive();
        assertThat(comparison.winRate().prompts()).isEqualTo(PROMPTS.size() - comparison.unreadable());
        assertThat(comparison.rows()).hasSize(PROMPTS.size());
    }

    @Test
    void aJudgeThatIsNeverReadableStopsTheMeasurement() {
        HeldOutMeasurement measurement = measurement(4);
        List<Response> responses = measurement.responses(wordy(0), 0);
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

    @Test
    void workInParallelGivesTheSameFiguresInTheSameOrder() {
        var alone = new HeldOutMeasurement(PROMPTS, SamplingSettings.of(0.6, 0.95, 64), 7, InFlight.of(1));
        var together = new HeldOutMeasurement(PROMPTS, SamplingSettings.of(0.6, 0.95, 64), 7, InFlight.of(50));
        assertThat(together.responses(wordy(0), 0)).isEqualTo(alone.responses(wordy(0), 0));
    }
}
