package sao.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import sao.control.RandomJudge;
import sao.domain.Judgment;
import sao.statistics.Interval;
import sao.statistics.WilsonProportion;

/// How an audit counts: intervals, calibration, and the rate at which a judge errs.
class AuditFiguresTest {
    /* Wilson 1927 with z = 1.96, z² = 3.8415.
    0 of 10: from 0 to z² / (10 + z²) = 0.2775.
    76 of 100: centre (76 + z²/2) / (100 + z²) = 0.75038; width 2 z sqrt(0.001824 + z²/40000) / (1 + z²/100) = 0.16541. */
    @Test
    void intervalsAreWilsons() {
        assertThat(new WilsonProportion(0, 10).interval().low()).isZero();
        assertThat(new WilsonProportion(0, 10).interval().high()).isCloseTo(0.2775, within(1e-4));
        Interval interval = new WilsonProportion(76, 100).interval();
        assertThat((interval.low() + interval.high()) / 2).isCloseTo(0.75038, within(1e-5));
        assertThat(interval.high() - interval.low()).isCloseTo(0.16541, within(1e-5));
    }

    @Test // five prompts with four probes each that go the same way say no more than five probes
    void probesOfOnePromptCountForLessThanAsManyPrompts() {
        List<JudgedProbe> alike = new ArrayList<>();
        List<JudgedProbe> mixed = new ArrayList<>();
        for (int prompt = 0; prompt < 5; prompt++) {
            for (int probe = 0; probe < 4; probe++) {
                alike.add(AuditSample.judged(prompt, prompt < 3));
                mixed.add(AuditSample.judged(prompt, (prompt + probe) % 5 < 3));
            }
        }
        AuditRow clustered = AuditRow.of("alike", alike);
        assertThat(clustered.accuracy()).isEqualTo(new WilsonProportion(12, 20));
        Interval ofFour = new WilsonProportion(12, 20).interval(4); // n - 1 of n in the variance of a sample
        assertThat(clustered.interval().low()).isCloseTo(ofFour.low(), within(1e-12));
        assertThat(clustered.interval().high()).isCloseTo(ofFour.high(), within(1e-12));
        assertThat(AuditRow.of("mixed", mixed).interval()).isEqualTo(new WilsonProportion(12, 20).interval());
    }

    @Test // four verdicts of 75 %: three right. One of 95 %: wrong
    void calibrationComparesConfidenceWithAccuracy() {
        double threeToOne = Math.log(3);
        double nineteenToOne = Math.log(19);
        List<JudgedProbe> judged =
                List.of(at(threeToOne), at(threeToOne), at(threeToOne), at(-threeToOne), at(-nineteenToOne));
        Calibration calibration = Calibration.of(judged, true);
        assertThat(calibration.bins()).hasSize(2);
        assertThat(calibration.bins().getFirst().right()).isEqualTo(new WilsonProportion(3, 4));
        assertThat(calibration.bins().getFirst().confidence()).isCloseTo(0.75, within(1e-12));
        assertThat(calibration.error()).isCloseTo(0.95 / 5, within(1e-12));
    }

    private static JudgedProbe at(double logOdds) {
        return new JudgedProbe(AuditSample.judged(0, true).probe(), new Judgment.Ranked(logOdds, -logOdds, 1));
    }

    @Test // of two questions, each wrong with 10 %, 18 % contradict each other
    void smoothingIsTheRateAtWhichTheJudgeErrs() {
        AuditTable table = AuditSample.audited(AuditSample.knowing());
        assertThat(table.suggestedSmoothing()).isCloseTo(10.0 / 160, within(1e-12)); // off-topic ones are ties
        AuditTable contradicting = new AuditTable(
                table.judge(),
                table.rows(),
                table.all(),
                new AuditTable.Seats(0, new WilsonProportion(82, 100), 1),
                table.length(),
                table.stability(),
                table.calibration());
        assertThat(contradicting.suggestedSmoothing()).isCloseTo(0.1, within(1e-12));
        AuditTable tossed = AuditSample.audited(new RandomJudge(5));
        assertThat(tossed.suggestedSmoothing()).isEqualTo(0.45);
    }
}
