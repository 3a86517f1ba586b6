package sao.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sao.architecture.Precision;
import sao.config.AttentionShape;
import sao.config.Family;
import sao.gradient.TinyModel;
import sao.token.TokenIds;
import sao.torch.ProcessorAsCard;
import sao.trainer.ComputeSettings;
import sao.trainer.TrainingSettings;

/// Whatever decides the numbers of a training decides its digest, so that no checkpoint of another one is resumed.
class WorkDigestTest {
    private static final TrainingSettings SETTINGS = TinyPairs.settings(Precision.FLOAT32, 4);
    private static final TrainingRun.Inputs INPUTS =
            TinyPairs.inputs(new TinyModel(Family.LLAMA, 2), TinyPairs.drawn(5, 1), SETTINGS);

    private static TrainingRun.Inputs from(TrainingRun.Start start) {
        return new TrainingRun.Inputs(start, INPUTS.intake(), SETTINGS, INPUTS.questions());
    }

    private static TrainingRun.Inputs asking(Guard.Questions questions) {
        return new TrainingRun.Inputs(INPUTS.start(), INPUTS.intake(), SETTINGS, questions);
    }

    private static TrainingRun.Inputs computing(ComputeSettings compute) {
        return new TrainingRun.Inputs(
                INPUTS.start(),
                INPUTS.intake(),
                new TrainingSettings(SETTINGS.loss(), false, SETTINGS.optimizer(), SETTINGS.data(), compute),
                INPUTS.questions());
    }

    @Test
    void equalInputsHaveEqualDigests() {
        var again = TinyPairs.inputs(new TinyModel(Family.LLAMA, 2), TinyPairs.drawn(5, 1), SETTINGS);
        assertThat(WorkDigest.of(again)).isEqualTo(WorkDigest.of(INPUTS)).hasSize(64);
    }

    @Test
    void eachDeterminantChangesTheDigest() {
        TrainingRun.Start start = INPUTS.start();
        var config = start.config()
                .withBounds(AttentionShape.plain(9), start.config().logitCap());
        List<TrainingRun.Inputs> others = List.of(
                from(new TrainingRun.Start(config, start.weights(), Optional.empty())),
                from(new TrainingRun.Start(start.config(), start.weights(), Optional.of(3))),
                asking(new Guard.Questions(List.of(TokenIds.of(3)), Set.of(), 5)),
                asking(new Guard.Questions(List.of(TokenIds.of(4)), Set.of(), 5)),
                asking(new Guard.Questions(List.of(), Set.of(2), 5)),
                asking(new Guard.Questions(List.of(), Set.of(), 6)),
                computing(ComputeSettings.of(Precision.BFLOAT16, 1, 2).packing(24)),
                TinyPairs.inputs(new TinyModel(Family.LLAMA, 3), TinyPairs.drawn(5, 1), SETTINGS),
                TinyPairs.inputs(new TinyModel(Family.LLAMA, 2), TinyPairs.drawn(5, 2), SETTINGS));
        List<String> digests = new ArrayList<>(List.of(WorkDigest.of(INPUTS)));
        others.forEach(other -> digests.add(WorkDigest.of(other)));
        assertThat(digests).doesNotHaveDuplicates();
    }

    @Test
    void aTrainingMayBeContinuedOnAnotherDevice() {
        assertThat(WorkDigest.of(computing(SETTINGS.compute().on(ProcessorAsCard.device()))))
                .isEqualTo(WorkDigest.of(INPUTS));
    }

    @Test
    void theOrderOfEndOfTurnIdsDoesNotMatter() {
        assertThat(WorkDigest.of(asking(new Guard.Questions(List.of(), Set.of(7, 2, 30), 5))))
                .isEqualTo(WorkDigest.of(asking(new Guard.Questions(List.of(), Set.of(30, 7, 2), 5))));
    }

    @Test
    void theReferenceLogProbabilitiesDependOnTheConfigurationToo() {
        TrainingRun.Start start = INPUTS.start();
        var config = start.config()
                .withBounds(AttentionShape.plain(9), start.config().logitCap());
        var other = new TrainingRun.Start(config, start.weights(), start.paddingToken());
        assertThat(WorkDigest.ofStart(other, SETTINGS.compute()))
                .isNotEqualTo(WorkDigest.ofStart(start, SETTINGS.compute()));
    }
}
