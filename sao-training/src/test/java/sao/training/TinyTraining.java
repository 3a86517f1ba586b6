package sao.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import sao.architecture.Precision;
import sao.checkpoint.Checkpoints;
import sao.config.Family;
import sao.domain.PreferencePair;
import sao.gradient.TinyModel;
import sao.loss.PreferenceLoss;
import sao.torch.TensorScope;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;
import sao.trainer.TrainingStep;

/// Trainings of a tiny model, and what is heard of them.
final class TinyTraining {
    static final List<PreferencePair> PAIRS = TinyPairs.drawn(11, 1);

    private TinyTraining() {}

    /// Keeps what it hears, and asks to stop after so many pairs.
    static final class Notes implements TrainingListener {
        private final int stopAfter;
        int pairs;
        final List<TrainingStep> steps = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();

        Notes(int stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public void pairDone(int step, int done, int of) {
            pairs++;
        }

        @Override
        public void stepDone(TrainingStep step) {
            steps.add(step);
        }

        @Override
        public void warned(String message) {
            warnings.add(message);
        }

        @Override
        public boolean stopRequested() {
            return pairs >= stopAfter;
        }

        /// What must not depend on where the training was interrupted.
        List<List<Object>> numbers() {
            return steps.stream()
                    .map(step -> List.<Object>of(
                            step.step(), step.loss(), step.margin(), step.gradientNorm(), step.learningRate()))
                    .toList();
        }
    }

    static TrainingOutcome train(Path folder, TrainingSettings settings, Notes notes) {
        return train(new TinyModel(Family.LLAMA, 2), PAIRS, folder, settings, notes);
    }

    static TrainingOutcome train(
            TinyModel model, List<PreferencePair> pairs, Path folder, TrainingSettings settings, Notes notes) {
        try (var _ = TensorScope.open();
                var run = new TrainingRun(
                        TinyPairs.inputs(model, pairs, settings),
                        folder,
                        new ReferenceFile(folder.resolve(ReferenceFile.NAME)),
                        notes)) {
            return run.train();
        }
    }

    static byte[] weights(TrainingOutcome result) throws IOException {
        return Files.readAllBytes(result.checkpoint().orElseThrow().resolve(Checkpoints.WEIGHTS));
    }

    static TrainingOutcome train(Path folder, ReferenceMemory memory, TrainingSettings settings) {
        try (var _ = TensorScope.open();
                var run = new TrainingRun(
                        TinyPairs.inputs(new TinyModel(Family.LLAMA, 2), PAIRS, settings),
                        folder,
                        memory,
                        new Notes(Integer.MAX_VALUE))) {
            return run.train();
        }
    }

    static TrainingSettings with(PreferenceLoss loss) {
        var settings = TinyPairs.settings(Precision.FLOAT32, 4);
        return new TrainingSettings(loss, false, settings.optimizer(), settings.data(), settings.compute());
    }
}
