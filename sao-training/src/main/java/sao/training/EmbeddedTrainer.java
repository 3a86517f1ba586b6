package sao.training;

import java.nio.file.Path;
import java.util.Optional;
import sao.batch.EncodedPairs;
import sao.batch.PairFilter;
import sao.batch.PairPreview;
import sao.batch.TokenRules;
import sao.batch.TrainingPair;
import sao.error.SaoException;
import sao.heldout.PairSplit;
import sao.model.ModelSource;
import sao.model.TurnEncoder;
import sao.torch.ComputeDevice;
import sao.torch.EngineThread;
import sao.torch.FreedMemory;
import sao.torch.TensorScope;
import sao.trainer.DegradedModelException;
import sao.trainer.TrainedModel;
import sao.trainer.Trainer;
import sao.trainer.TrainingInterruptedException;
import sao.trainer.TrainingJob;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingSettings;

/// The embedded trainer: libtorch in this process, on a separate platform thread.
///
/// @param references stores the log-probabilities of the start model, for losses that need them; empty: a
///     file in the folder of the checkpoints stores them
public record EmbeddedTrainer(Optional<ReferenceMemory> references) implements Trainer {
    static final String NAME = "embedded";
    static final String VERSION = "3";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public TrainedModel train(TrainingJob job, TrainingListener listener) {
        EncodedPairs encoded = encoded(job.source(), job.pairs());
        PairFilter filter = filter(job.source(), job.pairs().with(encoded.pairs()), job.settings());
        encoded.warning().ifPresent(listener::warned);
        TrainingOutcome outcome = run(job, filter, listener);
        if (outcome.degraded().isPresent()) {
            String checkpoint = outcome.checkpoint()
                    .map(path -> " The last checkpoint that passed is %s.".formatted(path))
                    .orElse("");
            throw new DegradedModelException(
                    outcome.degraded().get() + checkpoint,
                    "Lower train.learning_rate, or check the pairs: a judge that prefers repetition teaches it.");
        }
        if (!outcome.finished()) {
            throw new TrainingInterruptedException();
        }
        return new ModelFolder(job, filter, outcome).write(listener);
    }

    private TrainingOutcome run(TrainingJob job, PairFilter filter, TrainingListener listener) {
        var compute = job.settings().compute();
        try (var thread = new EngineThread("trainer", compute.threads(), compute.device())) {
            return thread.call(() -> train(job, filter, listener));
        } catch (RuntimeException e) {
            throw explained(e, compute.device());
        } finally {
            FreedMemory.giveBack();
        }
    }

    private TrainingOutcome train(TrainingJob job, PairFilter filter, TrainingListener listener) {
        ModelSource source = job.source();
        long seed = job.settings().data().seed();
        var inputs = new TrainingRun.Inputs(
                new TrainingRun.Start(source.config(), source.weights(), source.paddingToken()),
                filter,
                job.settings(),
                new Guard.Questions(job.probes(), source.endOfTurn(), seed));
        Path folder = job.output().checkpoints();
        ReferenceMemory memory = references.orElseGet(() -> new ReferenceFile(folder.resolve(ReferenceFile.NAME)));
        try (var _ = TensorScope.open();
                var run = new TrainingRun(inputs, folder, memory, listener)) {
            return run.train();
        }
    }

    /// {@return the pairs that would be trained; no model is loaded}
    ///
    /// @param source the start model
    /// @param pairs as in a job
    /// @param settings of the training
    /// @throws SaoException if no pair can be trained, or a pair was encoded for another model
    public static PairPreview preview(ModelSource source, PairSplit pairs, TrainingSettings settings) {
        EncodedPairs encoded = encoded(source, pairs);
        PairFilter filter = filter(source, pairs.with(encoded.pairs()), settings);
        return new PairPreview(
                filter.kept().stream().map(TrainingPair::pair).toList(), filter.dropped(), encoded.warning());
    }

    private static EncodedPairs encoded(ModelSource source, PairSplit pairs) {
        return EncodedPairs.of(pairs.all(), () -> new TurnEncoder(source));
    }

    private static PairFilter filter(ModelSource source, PairSplit pairs, TrainingSettings settings) {
        var rules = new TokenRules(source.tokenizer().addedBeginning(), source.endOfTurn());
        var limits = new PairFilter.Limits(
                source.config().contextTokens(), source.config().vocabularySize());
        return PairFilter.of(pairs, settings.data(), rules, limits);
    }

    /// {@return the exception to throw: an explained one if the memory of a graphics card is exhausted, else the
    /// same}
    static RuntimeException explained(RuntimeException failure, ComputeDevice device) {
        if (failure instanceof SaoException || device.isProcessor() || !ComputeDevice.isFullCard(failure)) {
            return failure;
        }
        String first = String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
        return new SaoException(
                "%s has too little memory for this training: %s".formatted(device, first),
                "Set train.recompute to on, lower train.pack or train.max_tokens, train an adapter (train.lora.rank), or"
                        + " end what else uses the card; the same command resumes from the last checkpoint.",
                failure);
    }
}
