package sao.stage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.result.MeasuredShare;
import sao.result.RoundResult.LongerResponses;
import sao.settings.RunSettings;
import sao.statistics.WilsonProportion;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

class LengthWarningTest {
    private static String warning(int longer, String settings) {
        RunSettings read = SettingsReader.read(List.of(SettingsLayer.yaml("test", settings)));
        return LengthWarning.of(
                new LongerResponses(
                        MeasuredShare.of(new WilsonProportion(40, 60)),
                        MeasuredShare.of(new WilsonProportion(longer, 59))),
                read);
    }

    @Test // Wilson of 45 of 59: 64.0 to 85.3 %; of 40 of 60: 54.1 to 77.3 %
    void longerResponsesAreSteeredByRhoWhereThereAreMoreThanTwo() {
        assertThat(warning(45, "responses: {count: 6}"))
                .startsWith("Warning: the longer response is chosen in 76.3 % of 59 (95 % interval 64.0 to 85.3 %);")
                .contains("of all judged pairs the longer one won 66.7 % of 60 (95 % interval 54.1 to 77.3 %)")
                .endsWith("Raise pairs.length_rho, which is 0.0 and must be below 0.5.");
        assertThat(warning(45, "responses: {count: 2}"))
                .endsWith("which is 4.0.")
                .contains("responses.count above 2");
    }

    @Test // the shorter response: 49 of 59
    void shorterResponsesAreNamedAsSuch() {
        assertThat(warning(10, "{responses: {count: 6}, pairs: {length_rho: 0.2}}"))
                .startsWith("Warning: the shorter response is chosen in 83.1 % of 59 (95 % interval 71.5 to 90.5 %);")
                .endsWith("Lower pairs.length_rho, which is 0.2.");
    }
}
