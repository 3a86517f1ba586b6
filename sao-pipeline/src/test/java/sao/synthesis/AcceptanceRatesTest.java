package sao.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sao.domain.Persona;
import sao.persona.PersonaGrid;
import sao.persona.Trait;
import sao.prompt.PromptKind;
import sao.synthesis.AcceptanceRates.Weights;
import sao.token.Seeds;

class AcceptanceRatesTest {
    @Test
    void whatIsSeldomAcceptedIsDrawnLessTwoBlocksLater() {
        AcceptanceRates rates = new AcceptanceRates();
        for (long row = 0; row < 2 * AcceptanceRates.BLOCK; row++) {
            PromptKind kind = row % 2 == 0 ? PromptKind.CODING : PromptKind.CREATIVE;
            rates.count(row(row, kind, new Trait(0, (int) (row % 4))), kind == PromptKind.CREATIVE);
        }
        assertThat(rates.weights(0)).isEqualTo(Weights.EQUAL);
        assertThat(rates.weights(2 * AcceptanceRates.BLOCK - 1)).isEqualTo(Weights.EQUAL);
        Weights later = rates.weights(2 * AcceptanceRates.BLOCK);
        assertThat(later.kinds()).containsExactly(Map.entry(PromptKind.CODING, 0.1));
        assertThat(later.traits()).containsOnlyKeys(new Trait(0, 0), new Trait(0, 2));
        assertThat(AcceptanceRates.neededFor(2 * AcceptanceRates.BLOCK)).isEqualTo(AcceptanceRates.BLOCK);
        assertThat(AcceptanceRates.neededFor(AcceptanceRates.BLOCK)).isZero();
    }

    @Test
    void whatIsAcceptedALittleLessOftenKeepsItsWeight() {
        AcceptanceRates rates = new AcceptanceRates();
        for (long row = 0; row < AcceptanceRates.BLOCK; row++) {
            PromptKind kind = row % 2 == 0 ? PromptKind.CODING : PromptKind.CREATIVE;
            rates.count(row(row, kind, new Trait(0, 0)), kind == PromptKind.CREATIVE || row % 3 != 0);
        }
        assertThat(rates.weights(2 * AcceptanceRates.BLOCK)).isEqualTo(Weights.EQUAL);
    }

    @Test // 4,000 draws: standard deviations about 30
    void kindsAreDrawnByTheirWeights() {
        PromptMix mix =
                new PromptMix(Map.of(PromptKind.KNOWLEDGE, 1.0, PromptKind.CODING, 2.0, PromptKind.CREATIVE, 1.0));
        Map<PromptKind, Integer> plain = new EnumMap<>(PromptKind.class);
        Map<PromptKind, Integer> weighted = new EnumMap<>(PromptKind.class);
        for (int i = 0; i < 4_000; i++) {
            long seed = Seeds.of(9, "draw " + i);
            plain.merge(mix.draw(_ -> 1, seed), 1, Integer::sum);
            weighted.merge(mix.draw(kind -> kind == PromptKind.CODING ? 0.1 : 1, seed), 1, Integer::sum);
        }
        assertThat(plain.get(PromptKind.CODING)).isBetween(1_850, 2_150);
        assertThat(plain.get(PromptKind.KNOWLEDGE)).isBetween(850, 1_150);
        assertThat(weighted.get(PromptKind.CODING)).isBetween(270, 460); // 0.2 of 2.2
    }

    @Test
    void personasWithATraitOfLowWeightArePassedOver() {
        PersonaGrid grid = new PersonaGrid(3);
        Trait rare = new Trait(0, 7);
        int without = 0;
        int with = 0;
        try (RowSource plain = new RowSource(grid, RowShare.ALL, 0, PromptMix.PAPER, 3);
                RowSource weighted = new RowSource(grid, RowShare.ALL, 0, PromptMix.PAPER, 3)) {
            for (int row = 0; row < 4_000; row++) {
                without += plain.next(row, Weights.EQUAL).orElseThrow().traits().contains(rare) ? 1 : 0;
                with += weighted.next(row, new Weights(Map.of(rare, 0.1), Map.of()))
                                .orElseThrow()
                                .traits()
                                .contains(rare)
                        ? 1
                        : 0;
            }
        }
        assertThat(without).isBetween(60, 140); // one of 40 values
        assertThat(with).isBetween(1, 30);
    }

    @Test
    void theGuardSaysWhatWentWrong() {
        AcceptanceGuard guard = new AcceptanceGuard(0.02);
        for (int i = 0; i < AcceptanceGuard.LOOK - 1; i++) {
            guard.count(false);
            guard.dropped(i % 3 == 0 ? "empty_prompt" : "duplicate");
        }
        guard.count(false);
        assertThatThrownBy(() -> guard.dropped("duplicate"))
                .isInstanceOf(LowYieldException.class)
                .hasMessageContaining("of the last 200 personas 0 brought a wanted prompt (yield 0.0 %, floor 2.0 %)")
                .hasMessageContaining("133 duplicate, 67 empty_prompt");
    }

    @Test
    void theGuardLetsAModelPassThatRecovers() {
        AcceptanceGuard guard = new AcceptanceGuard(0.02);
        for (int i = 0; i < 2_000; i++) {
            boolean wanted = i % 40 == 0; // 5 of 200
            guard.count(wanted);
            if (!wanted) {
                guard.dropped("duplicate");
            }
        }
        AcceptanceGuard off = new AcceptanceGuard(0);
        for (int i = 0; i < 500; i++) {
            off.count(false);
            off.dropped("duplicate");
        }
    }

    private static Row row(long number, PromptKind kind, Trait trait) {
        return new Row(number, new Persona("0".repeat(32), "Somebody.", "grid:0"), List.of(trait), kind);
    }
}
