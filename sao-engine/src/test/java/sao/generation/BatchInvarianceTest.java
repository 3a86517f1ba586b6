package sao.generation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Precision;
import sao.architecture.TinyModel;
import sao.chat.Answer;
import sao.config.Family;
import sao.token.Seeds;

/// What a call gets, bit for bit, depends on nothing around it.
class BatchInvarianceTest {
    private static final int ASKS = 24;
    private static final int SLOTS = 16; // fewer than answers, so that slots are refilled

    private static List<List<?>> oneByOne(Precision precision, List<TinyEngine.Ask> asks) {
        return oneByOne(TinyEngine.MODEL, precision, asks);
    }

    private static List<List<?>> oneByOne(TinyModel tiny, Precision precision, List<TinyEngine.Ask> asks) {
        List<List<?>> alone = new ArrayList<>();
        try (TinyEngine engine = new TinyEngine(tiny, precision, 1, SLOTS, 0)) {
            asks.forEach(ask -> alone.add(engine.ask(List.of(ask)).getFirst()));
        }
        return alone;
    }

    @ParameterizedTest
    @EnumSource
    void neighboursSlotsOrderAndCachedPrefixesChangeNothing(Precision precision) {
        List<TinyEngine.Ask> asks = TinyEngine.asks(ASKS, 31);
        List<List<?>> alone = oneByOne(precision, asks);
        for (int round = 0; round < 2; round++) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < ASKS; i++) {
                order.add(i);
            }
            Collections.shuffle(order, new Random(round));
            List<TinyEngine.Ask> shuffled = order.stream().map(asks::get).toList();
            try (TinyEngine engine = new TinyEngine(precision, 1, SLOTS, 4_000)) {
                List<List<?>> together = engine.ask(shuffled);
                for (int i = 0; i < ASKS; i++) {
                    assertThat(together.get(i))
                            .as("%s, order %d, ask %d: %s", precision, round, order.get(i), shuffled.get(i))
                            .isEqualTo(alone.get(order.get(i)));
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MISTRAL", "GEMMA2", "GEMMA3"})
    void layersWithAWindowAreNoException(Family family) {
        TinyModel tiny = TinyModel.of(TinyModel.config(family, true), 43);
        List<TinyEngine.Ask> asks = TinyEngine.asks(ASKS, 47);
        for (Precision precision : List.of(Precision.FLOAT32, Precision.BFLOAT16)) {
            List<List<?>> alone = oneByOne(tiny, precision, asks);
            try (TinyEngine engine = new TinyEngine(tiny, precision, 1, SLOTS, 4_000)) {
                assertThat(engine.ask(asks)).as("%s, %s", family, precision).isEqualTo(alone);
            }
        }
    }

    @Test
    void threadsChangeNothing() {
        List<TinyEngine.Ask> asks = TinyEngine.asks(ASKS, 37);
        List<List<?>> alone = oneByOne(Precision.FLOAT32, asks);
        try (TinyEngine engine = new TinyEngine(Precision.FLOAT32, 2, SLOTS, 4_000)) {
            assertThat(engine.ask(asks)).isEqualTo(alone);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answersOfOneReadingAreTheAnswersAskedForAlone(Precision precision) {
        for (TinyEngine.Ask ask : TinyEngine.asks(ASKS, 41)) {
            if (ask instanceof TinyEngine.AskAnswers(GenerationRequest request)) {
                try (TinyEngine engine = new TinyEngine(precision, 1, SLOTS, 0)) {
                    GenerationRequest three =
                            new GenerationRequest(request.prompt(), request.sampling(), 3, request.seed());
                    List<Answer> together = engine.generate(three);
                    for (int i = 0; i < 3; i++) {
                        GenerationRequest alone = new GenerationRequest(
                                request.prompt(), request.sampling(), 1, Seeds.of(request.seed(), i));
                        assertThat(engine.generate(alone)).containsExactly(together.get(i));
                    }
                }
                return;
            }
        }
    }
}
