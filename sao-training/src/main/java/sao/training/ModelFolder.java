package sao.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import sao.architecture.Precision;
import sao.batch.PairFilter;
import sao.checkpoint.Checkpoints;
import sao.checkpoint.TrainedWeights;
import sao.export.AdapterExport;
import sao.export.ExportRequest;
import sao.export.ExportResult;
import sao.export.HuggingFaceExport;
import sao.gguf.WeightType;
import sao.gradient.AnswerRow;
import sao.rounding.FrozenRounding;
import sao.rounding.WeightMovement;
import sao.token.TokenIds;
import sao.trainer.TrainedModel;
import sao.trainer.TrainingJob;
import sao.trainer.TrainingListener;
import sao.trainer.Verification;
import sao.weights.WeightSource;

/// The model folder of a finished training, made from its last checkpoint.
///
/// @param job the finished job
/// @param filter its pairs
/// @param outcome of the training
record ModelFolder(TrainingJob job, PairFilter filter, TrainingOutcome outcome) {
    private static final int MOST_PROBES = 8;

    /// Writes and verifies the folder, and the adapter's folder if one was trained, unless they exist
    /// already.
    ///
    /// @return the folder and the facts about it
    /// @throws sao.error.SaoException if a folder cannot be written, or is not the model that was trained
    TrainedModel write(TrainingListener listener) {
        listener.exporting(job.output().model());
        Path checkpoint = outcome.checkpoint().orElseThrow();
        if (job.settings().compute().precision() != Precision.BFLOAT16) {
            return write(new TrainedWeights(job.source(), job.settings().lora(), checkpoint, Optional.empty()));
        }
        try (var rounding = FrozenRounding.of(job.settings().data().seed())) {
            return write(new TrainedWeights(job.source(), job.settings().lora(), checkpoint, Optional.of(rounding)));
        }
    }

    private TrainedModel write(TrainedWeights weights) {
        Path folder = job.output().model();
        String identity = Checkpoints.identity(weights.checkpoint());
        WeightMovement movement = movement(weights);
        ExportResult result = HuggingFaceExport.written(folder, identity)
                .filter(_ -> isAdapterWritten(identity))
                .orElseGet(() -> export(weights, identity, movement));
        return new TrainedModel(
                folder,
                job.settings().lora().map(_ -> job.output().adapter()),
                outcome.course(),
                new TrainedModel.Pairs(filter.kept().size(), filter.heldOut().size(), filter.dropped()),
                new TrainedModel.Checks(outcome.parity(), outcome.guard(), verification(result)),
                Optional.of(movement));
    }

    private static Verification verification(ExportResult result) {
        return new Verification.Verified(result.probes(), result.meanDifference(), result.worstDifference());
    }

    private boolean isAdapterWritten(String identity) {
        return job.settings().lora().isEmpty()
                || AdapterExport.isWritten(job.output().adapter(), identity);
    }

    private ExportResult export(TrainedWeights weights, String identity, WeightMovement movement) {
        ExportRequest request = request(weights, identity, movement);
        ExportResult result = HuggingFaceExport.write(request, job.output().model());
        job.settings()
                .lora()
                .ifPresent(lora ->
                        AdapterExport.write(request, lora, weights, job.output().adapter()));
        return result;
    }

    private ExportRequest request(TrainedWeights weights, String identity, WeightMovement movement) {
        SequencedMap<String, String> facts = facts(
                outcome.course(),
                job.settings().optimizer().learningRate(),
                filter.kept().size());
        facts.put("weights", movement.words());
        return new ExportRequest(
                job.source(),
                weights::whole,
                identity,
                type(weights),
                job.output().card().with(facts),
                probes(),
                job.settings().compute().threads());
    }

    private static WeightType type(TrainedWeights weights) {
        return weights.rounding().isPresent() ? WeightType.BF16 : WeightType.F32;
    }

    private WeightMovement movement(TrainedWeights weights) {
        try (WeightSource start = weights.start();
                WeightSource trained = weights.whole()) {
            return WeightMovement.of(
                    job.source().config().parameterShapes().keySet(),
                    start,
                    trained,
                    (_, values) -> type(weights).rounded(values));
        }
    }

    /// {@return the trainer's facts for the model card, with the learning rate after the rollbacks}
    ///
    /// @param rate learning rate of the settings
    /// @param pairs that were trained
    static SequencedMap<String, String> facts(TrainedModel.Course course, double rate, int pairs) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("training pairs", Integer.toString(pairs));
        facts.put("steps", Integer.toString(course.steps()));
        facts.put(
                "learning rate",
                course.rollbacks() == 0
                        ? Double.toString(course.learningRate())
                        : "%s (%s, halved at each of %d rollbacks)"
                                .formatted(course.learningRate(), rate, course.rollbacks()));
        course.heldOut().ifPresent(change -> facts.put("held-out pairs", change.words()));
        facts.put("trainer", "%s, version %s".formatted(EmbeddedTrainer.NAME, EmbeddedTrainer.VERSION));
        return facts;
    }

    /// {@return the sequences on which the export is compared with the trained weights: the first prompts
    /// with their chosen answers}
    private List<TokenIds> probes() {
        return filter.kept().stream()
                .limit(MOST_PROBES)
                .map(pair -> chosen(pair.row()))
                .toList();
    }

    private static TokenIds chosen(AnswerRow row) {
        return row.prompt().then(row.answers().getFirst());
    }
}
