package sao.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import sao.trainer.TrainedModel;

class ModelFolderTest {
    @Test
    void theCardStatesTheLearningRateAfterRollbacks() {
        var course = new TrainedModel.Course(15, 10, 2, 1.25e-6);
        assertThat(ModelFolder.facts(course, 5e-6, 59))
                .containsEntry("learning rate", "1.25E-6 (5.0E-6, halved at each of 2 rollbacks)")
                .containsEntry("steps", "15")
                .containsEntry("training pairs", "59");
    }

    @Test
    void theCardStatesTheSetRateWithoutRollbacks() {
        var course = new TrainedModel.Course(15, 10, 0, 5e-6);
        assertThat(ModelFolder.facts(course, 5e-6, 59)).containsEntry("learning rate", "5.0E-6");
    }
}
