package sao.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Precision;
import sao.config.Family;
import sao.gradient.TinyModel;
import sao.gradient.TrainableModel;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.torch.TensorScope;

class ProbesTest {
    private static final List<TokenIds> PROMPTS = IntStream.range(1, 13)
            .mapToObj(token -> TokenIds.of(token, 2 * token))
            .toList();

    private static Probes probes(int draws, double temperature) {
        return new Probes(
                PROMPTS,
                Set.of(96),
                new ProbeSettings(PROMPTS.size(), draws, SamplingSettings.of(temperature, 0.95, 12)),
                5);
    }

    @ParameterizedTest
    @EnumSource
    void equalWeightsGiveEqualHealthAtTheSameStep(Family family) {
        var tiny = new TinyModel(family, 3);
        try (var _ = TensorScope.open();
                var trainee = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1)) {
            Probes probes = probes(2, 0.6);
            Health once = probes.look(trainee.model(), 4, 2, -1);
            assertThat(once.finite()).isTrue();
            assertThat(once.prompts()).hasSize(PROMPTS.size());
            assertThat(probes.look(trainee.model(), 4, 2, -1)).isEqualTo(once);
        }
    }

    @Test
    void theDrawsOfAnotherStepAndOfOnePromptAreIndependent() {
        var tiny = new TinyModel(Family.LLAMA, 3);
        try (var _ = TensorScope.open();
                var trainee = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1)) {
            Probes probes = probes(2, 1);
            List<List<ProbeAnswer>> answers =
                    probes.answers(trainee.model(), 4, 2).ofPrompts();
            assertThat(probes.answers(trainee.model(), 5, 2).ofPrompts()).doesNotContainAnyElementsOf(answers);
            assertThat(answers).allSatisfy(both -> assertThat(both).doesNotHaveDuplicates());
            assertThat(probes.answers(trainee.model(), 4, 1).ofPrompts())
                    .as("fewer draws are the first ones")
                    .isEqualTo(answers.stream().map(both -> both.subList(0, 1)).toList());
        }
    }

    @Test
    void greedyDecodingGivesOneAnswerToAPrompt() {
        var tiny = new TinyModel(Family.LLAMA, 3);
        try (var _ = TensorScope.open();
                var trainee = TrainableModel.whole(tiny.config(), tiny, Precision.FLOAT32, 1)) {
            List<List<ProbeAnswer>> answers =
                    probes(3, 0).answers(trainee.model(), 4, 3).ofPrompts();
            assertThat(answers)
                    .hasSize(PROMPTS.size())
                    .allSatisfy(three -> assertThat(three).hasSize(3).containsOnly(three.getFirst()));
        }
    }
}
