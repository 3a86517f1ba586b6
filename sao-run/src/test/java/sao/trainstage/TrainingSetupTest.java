package sao.trainstage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import sao.health.CheckSchedule;
import sao.health.GuardRules;
import sao.settings.RunSettings;
import sao.token.SamplingSettings;
import sao.trainer.TrainedModel;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

class TrainingSetupTest {
    private static GuardRules guard(String yaml) {
        RunSettings settings = SettingsReader.read(List.of(SettingsLayer.yaml("my.yaml", yaml)));
        return TrainingSetup.settings(settings.train(), settings.engine(), 1, SamplingSettings.of(0.7, 0.9, 1024))
                .guard();
    }

    @Test
    void theRateAfterRollbacksIsStatedWithTheOneThatWasSet() {
        assertThat(TrainingSetup.rateSentence(new TrainedModel.Course(16, 16, 0, 5e-6)))
                .isEqualTo("no rollback; the learning rate was 5.0E-6.");
        assertThat(TrainingSetup.rateSentence(new TrainedModel.Course(16, 16, 1, 2.5e-6)))
                .isEqualTo("1 rollback; the learning rate was 2.5E-6 at the end (set: 5.0E-6, halved at each"
                        + " rollback).");
        assertThat(TrainingSetup.rateSentence(new TrainedModel.Course(16, 16, 3, 6.25e-7)))
                .startsWith("3 rollbacks; the learning rate was 6.25E-7 at the end (set: 5.0E-6");
    }

    @Test
    void theGuardSamplesAsTheRunDoesWithItsOwnLimitOfTokens() {
        assertThat(guard("train: {guard: {tokens: 50}}").probes().sampling())
                .isEqualTo(SamplingSettings.of(0.7, 0.9, 50));
        assertThat(guard("train: {guard: {tokens: 5000}}").probes().sampling())
                .as("no longer than the run's answers")
                .isEqualTo(SamplingSettings.of(0.7, 0.9, 1024));
    }

    @Test
    void theIntervalOfTheChecksIsChosenUnlessItIsGiven() {
        assertThat(guard("seed: 1").schedule().every()).isEqualTo(CheckSchedule.AUTOMATIC);
        assertThat(guard("train: {guard: {every: auto}}").schedule().every()).isEqualTo(CheckSchedule.AUTOMATIC);
        assertThat(guard("train: {guard: {every: 0}}").schedule().isOn()).isFalse();
        assertThat(guard("train: {guard: {every: 20}}").schedule().every()).isEqualTo(20);
    }
}
