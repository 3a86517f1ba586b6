package sao.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SamplingSettingsTest {
    private static final Ending ENDING = Ending.after(8);

    @ParameterizedTest
    @CsvSource({
        "-0.1, 1, 0, 0, temperature",
        "100.1, 1, 0, 0, temperature",
        "NaN, 1, 0, 0, temperature",
        "1, 0, 0, 0, top_p",
        "1, 1.1, 0, 0, top_p",
        "1, NaN, 0, 0, top_p",
        "1, 1, -1, 0, top_k",
        "1, 1, 0, -0.1, min_p",
        "1, 1, 0, 1, min_p",
        "1, 1, 0, NaN, min_p"
    })
    void numbersOutOfTheirRangeAreRefusedByName(double temperature, double topP, int topK, double minP, String name) {
        assertThatThrownBy(() -> new SamplingSettings(temperature, topP, topK, minP, Penalties.NONE, ENDING))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " is ");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, repetition_penalty",
        "100.5, 0, 0, repetition_penalty",
        "NaN, 0, 0, repetition_penalty",
        "1, -2.5, 0, frequency_penalty",
        "1, 2.5, 0, frequency_penalty",
        "1, 0, -2.5, presence_penalty",
        "1, 0, NaN, presence_penalty"
    })
    void penaltiesOutOfTheirRangeAreRefusedByName(double repetition, double frequency, double presence, String name) {
        assertThatThrownBy(() -> new Penalties(repetition, frequency, presence))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name + " is ");
    }

    @Test
    void impossibleEndingsAreRefusedByName() {
        assertThatThrownBy(() -> Ending.after(0)).hasMessageStartingWith("max_tokens is 0");
        assertThatThrownBy(() -> new Ending(-1, 8, List.of(), Set.of())).hasMessageStartingWith("min_tokens is -1");
        assertThatThrownBy(() -> new Ending(9, 8, List.of(), Set.of()))
                .hasMessage("min_tokens is 9, but it must be at least 0 and at most max_tokens, 8");
        assertThatThrownBy(() -> Ending.after(8, List.of("a", ""))).hasMessageStartingWith("stop is [a, ]");
        assertThatThrownBy(() -> new Ending(0, 8, List.of(), Set.of(-3))).hasMessageStartingWith("stop_token_ids is");
    }

    @Test
    void greedyDecodingDividesByOneAndTinyTemperaturesByAMillionth() {
        assertThat(SamplingSettings.greedy(8).divisor()).isEqualTo(1);
        assertThat(SamplingSettings.of(1e-9, 1, 8).divisor()).isEqualTo(1e-6);
        assertThat(SamplingSettings.of(0.6, 1, 8).divisor()).isEqualTo(0.6);
    }

    @Test
    void partsAreReplacedAndTheRestStays() {
        SamplingSettings settings = new SamplingSettings(0.5, 0.9, 40, 0.1, Penalties.NONE, ENDING);
        Penalties penalties = new Penalties(1.1, 0.5, -0.5);
        Ending ending = Ending.after(16, List.of("stop"));
        assertThat(settings.with(penalties).with(ending))
                .isEqualTo(new SamplingSettings(0.5, 0.9, 40, 0.1, penalties, ending));
        assertThat(settings.with(ending).stop()).containsExactly("stop");
        assertThat(settings.maximumTokens()).isEqualTo(8);
    }
}
