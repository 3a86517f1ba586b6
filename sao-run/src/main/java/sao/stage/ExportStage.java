package sao.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicLong;
import sao.architecture.Precision;
import sao.catalog.CatalogEntry;
import sao.catalog.ModelCatalog;
import sao.checkpoint.TrainedWeights;
import sao.domain.PreferencePair;
import sao.error.SaoException;
import sao.export.AdapterExport;
import sao.export.ExportRequest;
import sao.export.HuggingFaceExport;
import sao.export.ModelCard;
import sao.gguf.WeightType;
import sao.model.ModelSource;
import sao.progress.StageMeter;
import sao.rows.RoundStage;
import sao.settings.RunSettings;
import sao.token.TokenIds;
import sao.trainer.TrainingSettings;
import sao.training.TrainingResult;

/// From trained weights to a model folder that others can load.
public final class ExportStage {
    private static final int MOST_PROBES = 8;

    private final RoundContext context;

    public ExportStage(RoundContext context) {
        this.context = context;
    }

    /// Writes the model, unless this training's was written before.
    ///
    /// @param start the model that was trained
    /// @param trained its training
    /// @param pairs it was trained on; the first serve as probes
    /// @return the folder
    public Path run(Path start, TrainingResult trained, List<PreferencePair> pairs) {
        Path folder = context.folder().model(context.round());
        Path checkpoint = trained.checkpoint().orElseThrow();
        String work = manifest(checkpoint);
        String mark = "exported/%d".formatted(context.round());
        AtomicLong done = new AtomicLong();
        try (StageMeter _ = context.begin(RoundStage.EXPORT, "model", done::get, () -> 1)) {
            if (!isWritten(folder, mark, work)) {
                try (ModelSource source = ModelSource.open(start)) {
                    export(source, checkpoint, pairs, folder);
                }
                context.ledger().meta(mark, work);
            }
            done.set(1);
            return folder;
        }
    }

    /// Writes the model and, where an adapter was trained, the adapter beside it.
    private void export(ModelSource source, Path checkpoint, List<PreferencePair> pairs, Path folder) {
        ExportRequest request = request(source, checkpoint, pairs);
        HuggingFaceExport.write(request, folder);
        told().lora()
                .ifPresent(lora -> AdapterExport.write(request, lora, checkpoint, folder.resolveSibling("adapter")));
    }

    private TrainingSettings told() {
        RunSettings settings = context.settings();
        return TrainerSettings.of(
                settings.train(), settings.engine(), settings.seed(), SynthesisStage.sampling(settings.responses()));
    }

    private ExportRequest request(ModelSource source, Path checkpoint, List<PreferencePair> pairs) {
        RunSettings settings = context.settings();
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        facts.put("training pairs", Integer.toString(pairs.size()));
        facts.put("judge", Judges.words(settings));
        facts.put("loss", settings.train().loss().label());
        facts.put("learning rate", Double.toString(settings.train().learningRate()));
        facts.put("epochs", Integer.toString(settings.train().epochs()));
        facts.put("seed", Long.toString(settings.seed()));
        String licence = ModelCatalog.find(settings.model())
                .map(CatalogEntry::licence)
                .orElse("other")
                .toLowerCase(Locale.ROOT);
        boolean single = settings.train().precision().on(settings.engine().computeDevice()) == Precision.FLOAT32;
        return new ExportRequest(
                source,
                TrainedWeights.of(source, told().lora(), checkpoint),
                single ? WeightType.F32 : WeightType.BF16,
                new ModelCard(context.folder().name(), settings.model(), licence, pairs(settings), facts),
                probes(pairs),
                settings.engine().threadCount());
    }

    /// {@return where a run's pairs came from, for the card of its model}
    public static ModelCard.Pairs pairs(RunSettings settings) {
        return Judges.isItself(settings) ? ModelCard.Pairs.ITS_OWN : ModelCard.Pairs.ITS_ANSWERS;
    }

    /// {@return sequences on which an export is compared with its original: the first prompts with their chosen
    /// answers}
    public static List<TokenIds> probes(List<PreferencePair> pairs) {
        return pairs.stream()
                .limit(MOST_PROBES)
                .map(pair -> pair.promptTokens()
                        .orElseThrow()
                        .then(pair.chosen().tokens().orElseThrow()))
                .toList();
    }

    private boolean isWritten(Path folder, String mark, String work) {
        try (var reader = context.ledger().reader()) {
            return Files.isRegularFile(folder.resolve("config.json"))
                    && reader.meta(mark).orElse("").equals(work);
        }
    }

    /// {@return what tells this checkpoint from every other}
    private static String manifest(Path checkpoint) {
        try {
            return Files.readString(checkpoint.resolve("checkpoint.json"), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SaoException(
                    "The checkpoint %s cannot be read: %s".formatted(checkpoint, e),
                    "Delete that folder and run the same command again.",
                    e);
        }
    }
}
