package sao.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import sao.token.Ending;
import sao.token.LogProbabilities;
import sao.token.Penalties;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

class ContentIdTest {
    @Test
    void jsonIsWrittenInOneWay() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("b", List.of(1, 2L, 1.0, 0.6, 1e-6, -0.0, 1e20, 0.1f, true));
        content.put("a", "\"back\\slash\"\n\u00e9\ud83d\ude00");
        assertThat(CanonicalJson.of(content))
                .isEqualTo("{\"a\":\"\\\"back\\\\slash\\\"\\u000a\u00e9\ud83d\ude00\","
                        + "\"b\":[1,2,1,0.6,0.000001,0,100000000000000000000,0.1,true]}");
    }

    @Test // printf '{"kind":"x","n":1}' | sha256sum | head -c 32
    void anIdIsTheBeginningOfTheDigest() {
        assertThat(ContentId.of(Map.of("n", 1, "kind", "x"))).isEqualTo("ed456762f603d086c5fdce961aa343db");
    }

    @Test
    void rareSamplingSettingsChangeTheIdOnlyWhereTheyAreOn() {
        SamplingSettings plain = SamplingSettings.of(0.6, 0.95, 64);
        assertThat(ContentId.contentOf(plain).keySet())
                .containsExactly("max_tokens", "min_p", "repetition_penalty", "stop", "temperature", "top_k", "top_p");
        List<SamplingSettings> others = List.of(
                plain.with(new Penalties(1.1, 0, 0)),
                plain.with(new Penalties(1, 0.1, 0)),
                plain.with(new Penalties(1, 0, 0.1)),
                plain.with(new Ending(1, 64, List.of(), Set.of())),
                plain.with(new Ending(0, 64, List.of("x"), Set.of())),
                plain.with(new Ending(0, 64, List.of(), Set.of(3, 1))));
        Set<String> ids = new TreeSet<>();
        ids.add(ContentId.of(ContentId.contentOf(plain)));
        others.forEach(other -> ids.add(ContentId.of(ContentId.contentOf(other))));
        assertThat(ids).hasSize(others.size() + 1);
    }

    @Test
    void whatHasNoCanonicalFormIsRefused() {
        assertThatThrownBy(() -> ContentId.of(Map.of("n", Double.NaN))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ContentId.of(Map.of("n", new Object()))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tokensAndLogProbabilitiesComeBackExactly() {
        for (long seed = 0; seed < 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            int[] ids = random.ints(random.nextInt(50), 0, 1 << random.nextInt(1, 31))
                    .toArray();
            float[] values = new float[ids.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = Float.intBitsToFloat(random.nextInt());
            }
            assertThat(TokenBytes.tokens(TokenBytes.bytes(TokenIds.of(ids))))
                    .as("seed %d", seed)
                    .isEqualTo(TokenIds.of(ids));
            float[] back = TokenBytes.logProbabilities(TokenBytes.bytes(LogProbabilities.of(values)))
                    .toArray();
            for (int i = 0; i < values.length; i++) {
                assertThat(Float.floatToRawIntBits(back[i]))
                        .as("seed %d", seed)
                        .isEqualTo(Float.floatToRawIntBits(values[i]));
            }
        }
    }
}
