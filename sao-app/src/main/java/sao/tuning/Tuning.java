package sao.tuning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import sao.architecture.Precision;
import sao.catalog.CatalogEntry;
import sao.catalog.ModelCatalog;
import sao.checkpoint.TrainedWeights;
import sao.domain.PreferencePair;
import sao.export.AdapterExport;
import sao.export.ExportRequest;
import sao.export.HuggingFaceExport;
import sao.export.ModelCard;
import sao.gguf.WeightType;
import sao.health.Health;
import sao.ingest.PreferenceFile;
import sao.model.ModelSource;
import sao.model.TurnEncoder;
import sao.settings.TuningSettings;
import sao.stage.TrainerSettings;
import sao.stage.TrainingEnd;
import sao.token.SamplingSettings;
import sao.token.TokenIds;
import sao.trainer.Rollback;
import sao.trainer.TrainingListener;
import sao.trainer.TrainingPlan;
import sao.trainer.TrainingSettings;
import sao.trainer.TrainingStep;
import sao.training.PreferenceTrainer;
import sao.training.TrainingData;
import sao.training.TrainingPlace;
import sao.training.TrainingResult;

/// One training outside a run, from wherever it was left: the same call goes on from the last checkpoint,
/// and of a finished one only says where its model is.
public final class Tuning {
    private static final int MOST_PROBES = 8;

    private final TuningRequest request;
    private final TuningListener listener;
    private final BooleanSupplier stop;

    /// @param request what the user wants
    /// @param listener hears how it goes
    /// @param stop whether somebody wants it to end early, asked from the trainer's thread
    public Tuning(TuningRequest request, TuningListener listener, BooleanSupplier stop) {
        this.request = request;
        this.listener = listener;
        this.stop = stop;
    }

    /// Trains and writes the model folder.
    ///
    /// @throws sao.stage.GuardException if the guard gave up
    /// @throws sao.progress.InterruptedRunException if it was asked to stop; its state is saved
    /// @throws sao.error.SaoException if something went wrong; the same call goes on from there
    public void run() {
        HuggingFaceExport.refuseForeign(request.out());
        PreferenceFile file = PreferenceFile.read(request.pairs());
        if (file.severalTurns() > 0) {
            listener.say(
                    "Not trained: %d rows, their answers differ in several messages.".formatted(file.severalTurns()));
        }
        try (ModelSource source = ModelSource.open(request.files());
                WorkFolder work = WorkFolder.open(request.out())) {
            work.writeSettings(request.settings());
            List<PreferencePair> pairs = new PairEncoder(new TurnEncoder(source)).encode(file.rows());
            TrainingResult result = train(source, pairs, work);
            TrainingEnd.check(result);
            Path checkpoint = result.checkpoint().orElseThrow();
            if (!work.isExported(checkpoint)
                    || !Files.isRegularFile(request.out().resolve("config.json"))) {
                export(source, checkpoint, pairs);
                work.markExported(checkpoint);
            }
            listener.finished(request.out(), result);
        }
    }

    /// {@return the first pair token by token with what is trained of it, and the lengths of all; nothing is
    /// trained}
    ///
    /// @throws sao.error.SaoException as [#run] does before its first step
    public List<String> showPair() {
        PreferenceFile file = PreferenceFile.read(request.pairs());
        try (ModelSource source = ModelSource.open(request.files())) {
            List<PreferencePair> pairs = new PairEncoder(new TurnEncoder(source)).encode(file.rows());
            return new PairView(PreferenceTrainer.inspect(source, pairs, told()), source.tokenizer()).lines();
        }
    }

    private TrainingSettings told() {
        TuningSettings settings = request.settings();
        return TrainerSettings.of(
                settings.train(), settings.engine(), settings.seed(), SamplingSettings.of(0.6, 0.95, 1024));
    }

    private TrainingResult train(ModelSource source, List<PreferencePair> pairs, WorkFolder work) {
        try (Ear ear = new Ear(work.steps())) {
            return PreferenceTrainer.train(
                    source, new TrainingData(pairs, List.of()), told(), TrainingPlace.in(work.checkpoints()), ear);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes the model and, where an adapter was trained, the adapter beside it.
    private void export(ModelSource source, Path checkpoint, List<PreferencePair> pairs) {
        ExportRequest trained = trained(source, checkpoint, pairs);
        HuggingFaceExport.write(trained, request.out());
        Path beside = request.out().resolveSibling(name() + ".adapter");
        told().lora().ifPresent(lora -> {
            AdapterExport.write(trained, lora, checkpoint, beside);
            listener.say("The adapter alone is in %s.".formatted(beside));
        });
    }

    private String name() {
        return Objects.requireNonNull(request.out().getFileName(), "a folder has a name")
                .toString();
    }

    private ExportRequest trained(ModelSource source, Path checkpoint, List<PreferencePair> pairs) {
        TuningSettings settings = request.settings();
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("training pairs", Integer.toString(pairs.size()));
        facts.put("loss", settings.train().loss().label());
        facts.put("learning rate", Double.toString(settings.train().learningRate()));
        facts.put("epochs", Integer.toString(settings.train().epochs()));
        facts.put("seed", Long.toString(settings.seed()));
        String licence = ModelCatalog.find(request.model())
                .map(CatalogEntry::licence)
                .orElse("other")
                .toLowerCase(Locale.ROOT);
        boolean single = settings.train().precision().on(settings.engine().computeDevice()) == Precision.FLOAT32;
        return new ExportRequest(
                source,
                TrainedWeights.of(source, told().lora(), checkpoint),
                single ? WeightType.F32 : WeightType.BF16,
                new ModelCard(name(), request.model(), licence, ModelCard.Pairs.GIVEN, facts),
                probes(pairs, source.config().contextTokens()),
                settings.engine().threadCount());
    }

    private static List<TokenIds> probes(List<PreferencePair> pairs, int contextTokens) {
        return pairs.stream()
                .map(pair -> pair.promptTokens()
                        .orElseThrow()
                        .then(pair.chosen().tokens().orElseThrow()))
                .filter(tokens -> tokens.size() >= 2 && tokens.size() <= contextTokens)
                .limit(MOST_PROBES)
                .toList();
    }

    /// Hears the trainer, from its thread.
    private final class Ear implements TrainingListener, AutoCloseable {
        private final Path steps;
        private Optional<StepLog> log = Optional.empty();

        Ear(Path steps) {
            this.steps = steps;
        }

        @Override
        public void started(TrainingPlan plan) {
            log = Optional.of(StepLog.open(steps, plan.firstStep()));
            listener.started(plan);
        }

        @Override
        public void warned(String message) {
            listener.say("Note: " + message);
        }

        @Override
        public void stepDone(TrainingStep step) {
            log.orElseThrow().add(step);
            listener.stepDone(step);
        }

        @Override
        public void looked(int step, Health health, Health start) {
            listener.say("Health after step %d: %s.".formatted(step, health.since(start)));
        }

        @Override
        public void rolledBack(Rollback rollback) {
            listener.say(TrainingEnd.words(rollback));
            log.orElseThrow().backTo(rollback.to());
        }

        @Override
        public boolean stopRequested() {
            return stop.getAsBoolean();
        }

        @Override
        public void close() throws IOException {
            if (log.isPresent()) {
                log.get().close();
            }
        }
    }
}
