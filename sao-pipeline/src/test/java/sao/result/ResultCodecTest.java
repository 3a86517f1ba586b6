package sao.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import sao.result.JudgedRate.JudgeOrigin;
import sao.result.JudgedRate.PromptFigure;
import sao.statistics.Interval;
import sao.statistics.MeasuredMean;

class ResultCodecTest {
    private static final MeasuredShare SHARE = new MeasuredShare(0.625, new Interval(0.5, 0.75), 16);
    private static final MeasuredMean MEAN = new MeasuredMean(0.25, new Interval(-0.125, 0.5), 0.75, 16);
    private static final JudgedRate RATE = new JudgedRate(
            "backward/v3",
            new JudgeOrigin("other-model", JudgeOrigin.Relation.INDEPENDENT, true),
            SHARE,
            MEAN,
            SHARE,
            SHARE,
            7,
            9,
            2,
            5,
            1,
            0,
            List.of(new PromptFigure("prompt", 0.75, 0.5)));
    private static final AnswerFigures FIGURES = new AnswerFigures(16, 10.5, 40.25, 0.125, 0.5, 0.75);

    static List<RoundResult> results() {
        Optional<String> held = Optional.empty();
        Optional<String> exam = Optional.of("exams/of 100 % and/control");
        return List.of(
                new RoundResult.PromptRepetition("exact", SHARE),
                new RoundResult.PromptDiversity("self_bleu", 0.25, 96),
                new RoundResult.AttributeCoverage("place", 36, 40, 0.904677, 96),
                new RoundResult.KindYield("any", SHARE),
                new RoundResult.BrokenPersonas(SHARE),
                new RoundResult.FlaggedResponses("refusal", SHARE),
                new RoundResult.NotTrained(Map.of("too long", 3L, "empty answer", 1L), 60),
                new RoundResult.AuditedJudge(audit(), SHARE),
                new RoundResult.LabelAgreement(SHARE),
                new RoundResult.LongerResponses(SHARE, new MeasuredShare(0.25, new Interval(0.125, 0.5), 8)),
                new RoundResult.MeasuredNoise("backward/v4", 0.125, 0.205, 16, 4, SHARE),
                new RoundResult.MeasuredOn(true, List.of("exam", "talks"), 2),
                new RoundResult.WinRate(held, 1, RATE),
                new RoundResult.WinRate(exam, 2, RATE),
                new RoundResult.LengthControlled(
                        held,
                        1,
                        SHARE,
                        FIGURES,
                        FIGURES,
                        List.of(new ComparedAnswers("Why?", "a", "b", 0.7, 0.8, 0.6))),
                new RoundResult.LengthControlled(exam, 3, SHARE, FIGURES, FIGURES, List.of()),
                new RoundResult.Control(held, 1, SHARE, MEAN),
                new RoundResult.Control(held, 2, SHARE, MEAN),
                new RoundResult.Control(exam, 1, SHARE, MEAN),
                new RoundResult.Control(exam, 3, SHARE, MeasuredMean.NONE),
                new RoundResult.ConstraintsFollowed(Optional.of(constraints())));
    }

    @ParameterizedTest
    @MethodSource("results")
    void everyResultIsReadBackAsItWas(RoundResult result) {
        assertThat(ResultCodec.decode(ResultCodec.encode(result))).hasValue(result);
    }

    @Test
    void everyKindOfResultIsAmongTheExamples() {
        assertThat(results())
                .extracting(Object::getClass)
                .containsAll(List.of(RoundResult.class.getPermittedSubclasses()));
    }

    @Test
    void noTwoResultsShareAMetric() {
        assertThat(results())
                .extracting(result -> ResultCodec.encode(result).metric())
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "control | 0.53125 | 32 | 0.34375 | 0.6875 | {}",
                "coverage/place | 0.9 | 96 | | | {\"seen\":36,\"of\":40,\"evenness\":0.904677}",
                "diversity/repetition_kept | 0.0 | 96 | 0.0 | 0.038475587857675686 | {}",
                "diversity/word_entropy | 7.345734512713284 | 96 | | | {}",
                "flagged/template_leakage | 0.0 | 128 | 0.0 | 0.029136956273508416 | {}",
                "measured_on | 0.0 | 1 | 0.0 | 0.0 | {\"held_out\":true,\"benchmarks\":[]}",
                "yield/any | 0.9056603773584906 | 106 | 0.834999132489902 | 0.9479474973467148 | {}",
                "personas/broken | 0.5 | 2 | 0.1 | 0.9 | {}",
            })
    void theMetricsOfVersion010AreStillThose(
            String metric, double value, long n, Double low, Double high, String json) {
        ResultRow row =
                new ResultRow(metric, value, n, low == null ? Double.NaN : low, high == null ? Double.NaN : high, json);
        RoundResult result = ResultCodec.decode(row).orElseThrow();
        ResultRow again = ResultCodec.encode(result);
        assertThat(new ResultRow(again.metric(), again.value(), again.n(), again.low(), again.high(), json))
                .isEqualTo(row);
    }

    @Test
    void aWinRateOfVersion010HasNoLogOdds() {
        String json =
                "{\"judge\":\"backward/v3\",\"win_rate\":{\"value\":0.625,\"interval\":{\"low\":0.5,\"high\":0.75},\"n\":16},"
                        + "\"length_controlled\":{\"value\":0.5,\"interval\":{\"low\":0.5,\"high\":0.75},\"n\":16},"
                        + "\"wins\":9,\"ties\":2,\"losses\":5,\"unreadable\":1,\"too_long\":0}";
        RoundResult old = ResultCodec.decode(new ResultRow("win_rate/start", 0.625, 16, 0.5, 0.75, json))
                .orElseThrow();
        JudgedRate rate = ((RoundResult.WinRate) old).rate();
        assertThat(rate.origin()).isEqualTo(JudgeOrigin.TRAINING_SIGNAL);
        assertThat(rate.logOdds().known()).isFalse();
        assertThat(rate.lengthMatched().known()).isFalse();
        assertThat(rate.byPrompt()).isEmpty();
        assertThat(rate.winRate()).isEqualTo(SHARE);
        assertThat(rate.verdict()).isEqualTo(JudgedRate.Verdict.OPEN);
    }

    @Test
    void aMetricOfALaterVersionIsLeftOut() {
        ResultRow later = new ResultRow("mmlu/accuracy", 0.25, 4, 0, 1, "{}");
        ResultRow known = ResultCodec.encode(new RoundResult.LabelAgreement(SHARE));
        assertThat(RoundResults.of(List.of(later, known)).all()).hasSize(1);
    }

    @Test
    void constraintsOfAVersionWithoutCountsByPromptAreReadBackWithoutThem() {
        ResultRow now = ResultCodec.encode(new RoundResult.ConstraintsFollowed(Optional.of(constraints())));
        String json = now.json().replaceFirst(",\"by_prompt\":\\[[^]]*]", "");
        assertThat(json).doesNotContain("by_prompt");
        ResultRow old = new ResultRow(now.metric(), now.value(), now.n(), now.low(), now.high(), json);
        var found = (RoundResult.ConstraintsFollowed) ResultCodec.decode(old).orElseThrow();
        ConstraintFigures figures = found.figures().orElseThrow();
        assertThat(figures.byPrompt()).isEmpty();
        assertThat(figures.families()).isEqualTo(constraints().families());
    }

    @Test
    void constraintsThatAreNoLongerMeasuredAreReadBackAsNone() {
        RoundResult none = new RoundResult.ConstraintsFollowed(Optional.empty());
        assertThat(ResultCodec.decode(ResultCodec.encode(none))).hasValue(none);
    }

    private static ConstraintFigures constraints() {
        return new ConstraintFigures(
                "constraints/v1",
                4,
                4,
                SHARE,
                SHARE,
                -0.125,
                new Interval(-0.5, 0.25),
                0.75,
                0.5,
                List.of(new ConstraintFigures.Family("json", 16, 10, 8)),
                List.of(
                        new ConstraintFigures.PromptCount("a1", "a", 4, 3, 2),
                        new ConstraintFigures.PromptCount("a2", "a", 4, 0, 4)));
    }

    private static JudgeAudit audit() {
        return new JudgeAudit(
                "backward/v3",
                List.of(new JudgeAudit.Kind("truncated", SHARE, 1, 2)),
                SHARE,
                new JudgeAudit.Seats(0.25, SHARE, 0.875),
                new JudgeAudit.Length(SHARE, SHARE, SHARE),
                SHARE,
                new JudgeAudit.Calibration(List.of(new JudgeAudit.Bin(0.75, SHARE)), 0.125, false),
                0.0625);
    }
}
