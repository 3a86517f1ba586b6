package sao.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static sao.judging.Responses.PROMPT;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.domain.Response;
import sao.judging.Responses;
import sao.pairing.Selection.Excluded;
import sao.pairing.Selection.Reason;
import sao.token.SamplingSettings;

class NoPairsTest {
    private static NoPairs dropped(double temperature, Map<String, Long> dropped) {
        return new NoPairs(dropped, SamplingSettings.of(temperature, 0.95, 64), 0.3);
    }

    @Test
    void equalResponsesNameTheTemperature() {
        NoPairs greedy = dropped(0, Map.of("duplicate", 90L, "identical_responses", 60L, "small_margin", 2L));
        assertThat(greedy.mainReason()).hasValue(Reason.IDENTICAL_RESPONSES);
        assertThat(greedy.counts()).isEqualTo("90 duplicate, 60 identical_responses, 2 small_margin");
        assertThat(greedy.cause()).contains("equal responses to a prompt at responses.temperature 0.0");
        assertThat(greedy.remedy()).startsWith("Set responses.temperature above 0");
        assertThat(dropped(0.6, greedy.dropped()).remedy()).startsWith("Raise responses.temperature");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonHasARemedyThatNamesASetting(Reason reason) {
        assertThat(dropped(0.6, Map.of("duplicate", 9L, reason.label(), 3L)).remedy())
                .matches("[A-Z][a-z]+ .*\\b(?:responses|pairs|judge)\\.[a-z_]+.*\\.");
    }

    @Test
    void smallMarginsNameTheMinimum() {
        NoPairs small = dropped(0.6, Map.of("small_margin", 3L));
        assertThat(small.cause()).isEqualTo(" Most margins are below 0.30 nats.");
        assertThat(small.remedy()).startsWith("Lower pairs.minimum_margin");
    }

    @Test
    void withoutAReasonOfPairSelectionMorePersonasAreNeeded() {
        NoPairs none = dropped(0.6, Map.of("duplicate", 9L));
        assertThat(none.mainReason()).isEmpty();
        assertThat(none.remedy()).contains("prompts.spare");
    }

    @Test
    void ofManyResponsesThatAreAllEqualTheEvidenceSaysSo() {
        var selection =
                new PairSelection(new PairRules(0, 4, TruncatedAnswers.KEEP, FlaggedAnswers.DROP, 0), 1, "random/v1");
        List<Response> equal = List.of(
                Responses.of("a", "Bake it."),
                Responses.of("b", "Bake it."),
                Responses.of("c", "Bake it. "),
                Responses.of("d", "Bake it."));
        assertThat(selection
                        .select(PROMPT, equal, ResponseFlag.of(equal), _ -> {
                            throw new AssertionError("equal responses are not judged");
                        })
                        .selection())
                .isEqualTo(new Excluded(Reason.IDENTICAL_RESPONSES, "all 4 responses, 8 code points"));
    }
}
