package sao.report;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import sao.result.AnswerFigures;
import sao.result.ComparedAnswers;
import sao.result.ConstraintFigures;
import sao.result.JudgedRate;
import sao.result.JudgedRate.JudgeOrigin;
import sao.result.MeasuredShare;
import sao.statistics.Interval;
import sao.statistics.MeasuredMean;
import sao.summary.Measurement.ByJudge;
import sao.summary.Measurement.Measured;

/// A measurement that never was.
final class SampleMeasurement {
    private SampleMeasurement() {}

    /// {@return a measurement by the start model; the mean log-odds tell the same as the win rate}
    static Measured measured(double rate, double low, double high) {
        return measured(List.of(judged(JudgeOrigin.TRAINING_SIGNAL, rate, low, high)));
    }

    static Measured measured(List<ByJudge> judges) {
        var random = new SplittableRandom(5);
        List<ComparedAnswers> compared = IntStream.range(0, 64)
                .mapToObj(i -> {
                    double p = 0.02 + 0.96 * (63 - i) / 63;
                    return new ComparedAnswers(
                            SampleTexts.prompt(random, i),
                            SampleTexts.answer(random, i),
                            SampleTexts.answer(random, i + 3),
                            p,
                            Math.min(0.99, p + 0.04),
                            Math.max(0.01, p - 0.04));
                })
                .toList();
        return new Measured(
                judges,
                new AnswerFigures(64, 96.4, 412.7, 0.203, 0.391, 0.312),
                new AnswerFigures(64, 91.2, 398.3, 0.188, 0.344, 0.327),
                compared);
    }

    static ByJudge judged(JudgeOrigin origin, double rate, double low, double high) {
        return new ByJudge(
                new JudgedRate(
                        "backward",
                        origin,
                        figure(rate, low, high, 64),
                        new MeasuredMean(4 * (rate - 0.5), new Interval(4 * (low - 0.5), 4 * (high - 0.5)), 0.61, 64),
                        figure(rate - 0.02, low - 0.02, high - 0.01, 64),
                        MeasuredShare.NONE,
                        0,
                        152,
                        4,
                        100,
                        0,
                        0,
                        List.of()),
                figure(0.484, 0.375, 0.602, 64),
                new MeasuredMean(-0.03, new Interval(-0.31, 0.24), 0.86, 64));
    }

    /// {@return the measurement with another control}
    static Measured controlled(Measured measured, MeasuredShare control) {
        return measured(measured.byJudge().stream()
                .map(judged -> new ByJudge(judged.rate(), control, judged.controlLogOdds()))
                .toList());
    }

    static ConstraintFigures constraints() {
        return new ConstraintFigures(
                "constraints/v1",
                64,
                4,
                figure(0.375, 0.31, 0.44, 256),
                figure(0.43, 0.362, 0.5, 256),
                0.055,
                new Interval(0.012, 0.098),
                0.7,
                0.52,
                List.of(
                        new ConstraintFigures.Family("sentences_at_most", 16, 4, 9),
                        new ConstraintFigures.Family("json", 16, 0, 1)),
                List.of());
    }

    static MeasuredShare figure(double value, double low, double high, long n) {
        return new MeasuredShare(value, new Interval(low, high), n);
    }
}
