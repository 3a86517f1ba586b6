package sao.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sao.error.SaoException;
import sao.settings.RunSettings;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

class ForecastTest {
    private static final RowShape ROW = new RowShape(
            new Range(1, 1.25, 2),
            new Tokens(Range.exactly(100), Range.exactly(20)),
            30,
            new Range(40, 50, 100),
            new Tokens(Range.exactly(300), Range.ZERO),
            Range.exactly(0.8),
            BenchmarkLoad.NONE);
    private static final ModelSize SMALL = new ModelSize(1_000_000, 2, 1_000);

    @Test // 80 + 20 prompts: 125 personas drawn, 80 answered twice and judged, 20 measured three times
    void countsEveryTokenOfARun() {
        Forecast forecast = forecast(new Rates(1_000, 100, Optional.empty(), 1, 0, 0));
        assertThat(forecast.stages())
                .extracting(Forecast.Stage::name)
                .containsExactly("synthesis", "audit", "train", "export", "evaluate");
        Forecast.Stage synthesis = forecast.stages().getFirst();
        assertThat(synthesis.calls().likely()).isEqualTo(125 + 160);
        assertThat(synthesis.tokens().read().likely()).isEqualTo(125 * 100 + 80 * (30 + 300));
        assertThat(synthesis.tokens().written().likely()).isEqualTo(125 * 20 + 80 * 2 * 50);
        assertThat(synthesis.seconds().likely())
                .isCloseTo(
                        synthesis.tokens().read().likely() / 1_000
                                + synthesis.tokens().written().likely() / 100,
                        within(1e-9));
        assertThat(forecast.stages().get(1).tokens().read().likely()).isEqualTo(40 * 300);
        assertThat(forecast.stages().get(2).tokens().read().likely()).isEqualTo(0.8 * 80 * 3 * (30 + 2 * 50));
        assertThat(forecast.stages().getLast().tokens().written().likely()).isEqualTo(3 * 20 * 50);
        assertThat(forecast.seconds().likely())
                .isCloseTo(
                        forecast.stages().stream()
                                .mapToDouble(stage -> stage.seconds().likely())
                                .sum(),
                        within(1e-9));
    }

    @Test // 20 held-out prompts of 30 tokens and 10 of 50, whose verdicts read 20 tokens more, twice
    void benchmarksAreMeasuredBesidesHeldOutPrompts() {
        RowShape row = new RowShape(
                ROW.personas(),
                ROW.writing(),
                ROW.promptTokens(),
                ROW.answer(),
                ROW.verdict(),
                ROW.pairs(),
                new BenchmarkLoad(10, 50));
        Rates rates = new Rates(1_000, 100, Optional.empty(), 1, 0, 0);
        Forecast.Stage with =
                Forecast.of(settings(), row, rates, SMALL, "").stages().getLast();
        Forecast.Stage without = forecast(rates).stages().getLast();
        assertThat(without.calls().likely()).isEqualTo(5 * 20);
        assertThat(with.calls().likely()).isEqualTo(5 * 30);
        assertThat(with.tokens().written().likely()).isEqualTo(3 * 30 * 50);
        assertThat(with.tokens().read().likely() - without.tokens().read().likely())
                .isEqualTo(10 * (3 * 50 + 2 * (300 + 2 * 20)));
        assertThat(with.seconds().likely()).isGreaterThan(without.seconds().likely());
    }

    @Test // 16 prompts with constraints, each answered four times by two models
    void constraintsAreAnsweredByBothModels() {
        Rates rates = new Rates(1_000, 100, Optional.empty(), 1, 0, 0);
        Forecast.Stage with =
                forecast(settings("evaluate.constraints=16"), rates).stages().getLast();
        Forecast.Stage without = forecast(rates).stages().getLast();
        assertThat(with.calls().likely() - without.calls().likely()).isEqualTo(2 * 16);
        assertThat(with.tokens().written().likely() - without.tokens().written().likely())
                .isEqualTo(2 * 16 * 4 * 50);
    }

    @Test
    void float32TrainsHalfAsFastAndAPointwiseJudgeIsAuditedForLess() {
        Rates rates = new Rates(1_000, 100, Optional.empty(), 1, 0, 0);
        Forecast rounded = forecast(settings("train.precision=bf16", "judge.kind=likelihood"), rates);
        Forecast exact = forecast(settings("train.precision=fp32", "judge.kind=backward"), rates);
        double begin = 1_000_000 * 2e-7; // reading the weights
        assertThat(exact.stages().get(2).seconds().likely() - begin)
                .isCloseTo(2 * (rounded.stages().get(2).seconds().likely() - begin), within(1e-6));
        assertThat(exact.stages().get(1).tokens().read().likely())
                .isCloseTo(0.6 * rounded.stages().get(1).tokens().read().likely(), within(1e-6));
    }

    @Test
    void moneyFollowsThePricesAndTimeTheRates() {
        Forecast cheap = forecast(new Rates(1_000, 100, Optional.of(50.0), 1.25, 1, 2));
        Forecast dear = forecast(new Rates(2_000, 200, Optional.of(100.0), 1.25, 10, 20));
        assertThat(dear.money().likely()).isCloseTo(10 * cheap.money().likely(), within(1e-9));
        Forecast.Stage synthesis = cheap.stages().getFirst();
        assertThat(synthesis.money().likely())
                .isCloseTo(
                        (synthesis.tokens().read().likely()
                                        + 2 * synthesis.tokens().written().likely())
                                / 1e6,
                        within(1e-12));
        assertThat(dear.stages().get(2).seconds().likely())
                .isCloseTo(cheap.stages().get(2).seconds().likely() / 2, within(0.11));
        assertThat(synthesis.seconds().least()).isLessThan(synthesis.seconds().likely());
        assertThat(synthesis.seconds().most()).isGreaterThan(synthesis.seconds().likely());
    }

    @Test
    void aBiggerModelNeedsMoreMemoryAndDisk() {
        Rates rates = new Rates(1_000, 100, Optional.empty(), 1, 0, 0);
        Forecast small = forecast(rates);
        Forecast big = Forecast.of(settings(), ROW, rates, new ModelSize(8_000_000_000L, 2, 131_072), "");
        assertThat(big.memory().likely()).isGreaterThan(8e9 * 18);
        assertThat(big.disk().likely()).isGreaterThan(8e9 * 12);
        assertThat(small.memory().likely()).isLessThan(1e9);
    }

    @Test
    void theFileComesBackAndDamageIsSeen() {
        Forecast forecast = forecast(new Rates(1_000, 100, Optional.empty(), 1.6, 1, 2));
        String text = ForecastFile.write(forecast);
        assertThat(ForecastFile.read(text)).isEqualTo(forecast);
        assertThatThrownBy(() -> ForecastFile.read(text.replace("a basis", "another")))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("checksum");
        assertThatThrownBy(() -> ForecastFile.read(text.replace("\"version\":1", "\"version\":2")))
                .hasMessageContaining("version 2");
        assertThatThrownBy(() -> ForecastFile.read(text.substring(0, 40))).hasMessageContaining("damaged");
        assertThatThrownBy(() -> ForecastFile.read("{}")).hasMessageContaining("format is not 'sao-forecast'");
    }

    @Test
    void ratesOutsideTheirRangesAreRefused() {
        assertThatThrownBy(() -> new Rates(0, 1, Optional.empty(), 1, 0, 0)).hasMessageContaining("found 0.0 and 1.0");
        assertThatThrownBy(() -> new Rates(1, 1, Optional.of(-1.0), 1, 0, 0)).hasMessageContaining("train rate");
        assertThatThrownBy(() -> new Rates(1, 1, Optional.empty(), 1, -1, 0)).hasMessageContaining("prices");
    }

    private static Forecast forecast(Rates rates) {
        return forecast(settings(), rates);
    }

    private static Forecast forecast(RunSettings settings, Rates rates) {
        return Forecast.of(settings, ROW, rates, SMALL, "a basis");
    }

    private static RunSettings settings(String... more) {
        List<SettingsLayer> layers = new ArrayList<>(List.of(SettingsLayer.yaml("test", """
                personas: {count: 80}
                judge: {audit: {probes: 40}}
                train: {epochs: 3}
                evaluate: {held_out: 20}
                """)));
        for (String setting : more) {
            layers.add(SettingsLayer.yaml(setting, setting.replace(".", ": {").replace("=", ": ") + "}"));
        }
        return SettingsReader.read(layers);
    }
}
