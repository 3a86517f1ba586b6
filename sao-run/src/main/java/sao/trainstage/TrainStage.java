package sao.trainstage;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import sao.assembly.Judges;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.export.ModelCard;
import sao.heldout.PairSplit;
import sao.metrics.TensorBoardWriter;
import sao.model.ModelSource;
import sao.model.TurnEncoder;
import sao.models.ModelFiles;
import sao.rows.RoundWriter;
import sao.settings.RunSettings;
import sao.stage.RoundContext;
import sao.stage.SynthesisStage;
import sao.token.TokenIds;
import sao.trainer.TrainedModel;
import sao.trainer.TrainingJob;
import sao.trainer.TrainingSettings;

/// From preference pairs to the folder of a trained model.
public final class TrainStage {
    private final RoundContext context;
    private final RoundWriter records;

    /// @param context of the round
    /// @param records of the round, which take the steps
    public TrainStage(RoundContext context, RoundWriter records) {
        this.context = context;
        this.records = records;
    }

    /// Trains, or resumes, to the end. The share `evaluate.pairs` of the pairs is held out to measure the
    /// training.
    ///
    /// @param files of the models
    /// @param pairs ordered by id
    /// @param heldOut prompts with which the model is checked for degeneration
    /// @return the model folder and the facts about it
    /// @throws sao.progress.GuardException if the model failed its checks too often
    /// @throws sao.progress.InterruptedRunException if the user requested a stop; the state is saved
    public TrainedModel run(ModelFiles files, List<PreferencePair> pairs, List<Prompt> heldOut) {
        AtomicLong done = new AtomicLong();
        AtomicLong total =
                new AtomicLong((long) pairs.size() * context.settings().train().epochs());
        try (TrainingRecorder recorder = new TrainingRecorder(context, records, curves(), done, total)) {
            recorder.begin();
            try (ModelSource source = files.openSource()) {
                var split = PairSplit.of(pairs, context.settings().evaluate().pairs());
                var job = new TrainingJob(source, split, probes(source, heldOut), settings(context), output());
                var trainer = TrainingSetup.trainer(Optional.of(new LedgerReferences(context.ledger())));
                TrainedModel trained = TrainingSetup.train(trainer, job, recorder);
                recorder.finished(trained);
                return trained;
            }
        }
    }

    private TensorBoardWriter curves() {
        return TensorBoardWriter.open(context.folder().events(), Instant.now());
    }

    private List<TokenIds> probes(ModelSource source, List<Prompt> heldOut) {
        TurnEncoder encoder = new TurnEncoder(source);
        return heldOut.stream()
                .limit(context.settings().train().guard().probes())
                .map(prompt -> encoder.prompt(prompt.conversation()))
                .toList();
    }

    private static TrainingSettings settings(RoundContext context) {
        RunSettings settings = context.settings();
        return TrainingSetup.settings(
                settings.train(), settings.engine(), settings.seed(), SynthesisStage.sampling(settings.responses()));
    }

    private TrainingJob.Output output() {
        RunSettings settings = context.settings();
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("judge", Judges.words(settings));
        facts.putAll(TrainingSetup.facts(settings.train(), settings.seed()));
        var model = context.folder().model(context.round());
        return new TrainingJob.Output(
                context.folder().checkpoints(context.round()),
                model,
                model.resolveSibling("adapter"),
                TrainingSetup.card(context.folder().name(), settings.model(), pairs(settings), facts));
    }

    /// {@return the origin of a run's pairs, for the card of its model}
    public static ModelCard.Pairs pairs(RunSettings settings) {
        return Judges.isItself(settings) ? ModelCard.Pairs.ITS_OWN : ModelCard.Pairs.ITS_ANSWERS;
    }
}
