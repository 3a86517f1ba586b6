package sao.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sao.architecture.Precision;
import sao.config.Family;
import sao.gradient.TinyModel;
import sao.gradient.Trainee;
import sao.token.TokenIds;
import sao.torch.TensorScope;

class ProbesTest {
    @ParameterizedTest
    @EnumSource
    void equalWeightsGiveEqualHealth(Family family) {
        var tiny = new TinyModel(family, 3);
        var probes = new Probes(List.of(TokenIds.of(1, 2, 3), TokenIds.of(4)), Set.of(96), 16, 5);
        try (var _ = TensorScope.open();
                var trainee = Trainee.whole(tiny.config(), tiny, Precision.FLOAT32)) {
            Health once = probes.look(trainee.model(), -1);
            assertThat(once.finite()).isTrue();
            assertThat(once.length()).isBetween(0.0, 16.0);
            assertThat(probes.look(trainee.model(), -1)).isEqualTo(once);
        }
    }
}
