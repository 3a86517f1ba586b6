package sao.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sao.settings.RunSettings;

class AbsentValueTest {
    private static RunSettings read(String yaml) {
        return SettingsReader.read(List.of(SettingsLayer.yaml("my.yaml", yaml)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "0", "20"})
    void theWordForAnAbsentValueAndTheNumberZeroStayApart(String every) {
        RunSettings settings = read("train: {guard: {every: %s}}".formatted(every));
        assertThat(SettingsWriter.byPath(settings)).containsEntry("train.guard.every", every);
        assertThat(read(SettingsWriter.write(settings))).isEqualTo(settings);
    }

    @Test
    void theNumberThatStandsForAnAbsentValueCannotBeGiven() {
        var invalid = catchThrowableOfType(InvalidSettingsException.class, () -> read("train: {guard: {every: -1}}"));
        assertThat(invalid.problems()).singleElement().asString().contains("at least 0", "or auto");
    }
}
