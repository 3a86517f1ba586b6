package sao.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sao.result.RoundResult.Control;
import sao.result.RoundResult.MeasuredOn;
import sao.statistics.Interval;
import sao.statistics.MeasuredMean;

class RoundResultsTest {
    private static final MeasuredShare SHARE = new MeasuredShare(0.5, new Interval(0.25, 0.75), 8);

    private static Control control(int judge) {
        return new Control(Optional.empty(), judge, SHARE, MeasuredMean.NONE);
    }

    private static ResultRow row(RoundResult result) {
        return ResultCodec.encode(result);
    }

    @Test
    void figuresOfAJudgeThatTheLastMeasurementDidNotHaveAreLeftOut() {
        List<ResultRow> rows = Stream.of(new MeasuredOn(true, List.of(), 2), control(1), control(2), control(3))
                .map(RoundResultsTest::row)
                .toList();
        assertThat(RoundResults.of(rows).all(Control.class)).containsExactly(control(1), control(2));
    }

    @Test
    void aLedgerThatDoesNotStoreTheNumberOfJudgesKeepsAllFigures() {
        ResultRow on = row(new MeasuredOn(true, List.of("exam"), 2));
        ResultRow earlier = new ResultRow(
                on.metric(), on.value(), on.n(), on.low(), on.high(), on.json().replace(",\"judges\":2", ""));
        assertThat(earlier.json()).doesNotContain("judges");
        RoundResults results = RoundResults.of(List.of(earlier, row(control(1)), row(control(2))));
        assertThat(results.first(MeasuredOn.class)).hasValue(new MeasuredOn(true, List.of("exam"), 0));
        assertThat(results.all(Control.class)).hasSize(2);
    }
}
