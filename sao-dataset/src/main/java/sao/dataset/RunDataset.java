package sao.dataset;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.assembly.Judges;
import sao.catalog.ModelCatalog;
import sao.file.Sha256;
import sao.ledger.LedgerReader;
import sao.rows.Funnel;
import sao.rows.RoundReader;
import sao.settings.RunSettings;
import sao.workspace.RunFolder;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;
import sao.yaml.SettingsWriter;

/// Exports results of a run from its folder, also while the run is in progress.
public final class RunDataset {
    private RunDataset() {}

    /// The part of a run that is exported.
    public enum Part {
        /// The preference pairs.
        PAIRS,
        /// The accepted prompts.
        PROMPTS,
        /// The responses.
        RESPONSES,
        /// The judgments.
        JUDGMENTS,
        /// The rows that did not become pairs.
        DROPS
    }

    /// Writes a part of a run's last round as a dataset folder. Only one row at a time is in memory.
    ///
    /// @param to folder of the dataset; created if it does not exist
    /// @return the data files
    /// @throws sao.error.SaoException if the run does not exist, has no rows of this part, or a file cannot be
    ///     written
    public static List<Path> dataset(RunFolder folder, Part part, DatasetForm form, Path to) {
        DatasetCard card;
        int round;
        try (LedgerReader reader = LedgerReader.open(folder.path())) {
            List<Integer> rounds = reader.rounds();
            round = rounds.isEmpty() ? 1 : rounds.getLast();
            card = card(folder, reader, round);
        }
        try (RoundReader rows = RoundReader.open(folder.path(), round)) {
            return switch (part) {
                case PAIRS ->
                    PreferenceDataset.write(rows.pairs(), form, card, to).files();
                case PROMPTS -> StageDataset.prompts(rows.promptRows(), form, card, to);
                case RESPONSES -> StageDataset.responses(rows.responses(), form, card, to);
                case JUDGMENTS -> StageDataset.judgments(rows.judgments(), form, card, to);
                case DROPS -> StageDataset.drops(rows.drops(), form, card, to);
            };
        }
    }

    private static DatasetCard card(RunFolder folder, LedgerReader reader, int round) {
        RunSettings settings = SettingsReader.read(List.of(SettingsLayer.file(folder.settings())));
        String yaml = SettingsWriter.write(settings);
        Funnel funnel = reader.round(round).funnel();
        Map<String, Long> steps = new LinkedHashMap<>();
        steps.put("personas", funnel.personas());
        steps.put("prompts", funnel.prompts());
        steps.put("held out", funnel.heldOut());
        steps.put("responses", funnel.responses());
        steps.put("judgments", funnel.judgments());
        steps.put("pairs", funnel.pairs());
        return new DatasetCard(
                folder.name(),
                settings.model(),
                reader.meta("model_fingerprint").orElse(""),
                Judges.isItself(settings) ? Optional.empty() : Optional.of(Judges.words(settings)),
                licence(settings.model()),
                steps,
                funnel.dropped(),
                yaml,
                Sha256.of(yaml));
    }

    private static String licence(String model) {
        return ModelCatalog.find(model)
                .map(entry -> "%s, as the model that wrote them.".formatted(entry.licence()))
                .orElse("As the licence of the model allows; see its card.");
    }
}
