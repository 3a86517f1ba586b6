package sao.loop;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import sao.catalog.ModelCatalog;
import sao.dataset.DatasetCard;
import sao.dataset.DatasetFormat;
import sao.dataset.PreferenceDataset;
import sao.domain.SaoException;
import sao.ledger.Funnel;
import sao.ledger.LedgerReader;
import sao.settings.RunSettings;
import sao.settings.SettingsLayer;
import sao.settings.SettingsReader;
import sao.settings.SettingsYaml;

/// Takes results out of a run's folder; also while it runs.
public final class RunExport {
    private RunExport() {}

    /// Writes the pairs of a run's last round as a dataset folder.
    ///
    /// @param format label of a [DatasetFormat]
    /// @param to folder, made if it is missing
    /// @return the data file
    /// @throws SaoException if there is no run or no pair, or the disk refuses
    public static Path pairs(RunFolder folder, String format, Path to) {
        DatasetFormat known = DatasetFormat.of(format);
        try (LedgerReader reader = LedgerReader.open(folder.path())) {
            List<Integer> rounds = reader.rounds();
            int round = rounds.isEmpty() ? 1 : rounds.getLast();
            return PreferenceDataset.write(reader.pairs(round), known, card(folder, reader, round), to)
                    .file();
        }
    }

    private static DatasetCard card(RunFolder folder, LedgerReader reader, int round) {
        RunSettings settings = SettingsReader.read(List.of(SettingsLayer.file(folder.settings())));
        String yaml = SettingsYaml.write(settings);
        Funnel funnel = reader.funnel(round);
        Map<String, Long> steps = new LinkedHashMap<>();
        steps.put("personas", funnel.personas());
        steps.put("prompts", funnel.prompts());
        steps.put("held out", funnel.heldOut());
        steps.put("responses", funnel.responses());
        steps.put("judgments", funnel.judgments());
        steps.put("pairs", funnel.pairs());
        return new DatasetCard(
                name(folder),
                settings.model(),
                reader.meta("model_fingerprint").orElse(""),
                licence(settings.model()),
                steps,
                funnel.dropped(),
                yaml,
                digest(yaml));
    }

    private static String licence(String model) {
        return ModelCatalog.find(model)
                .map(entry -> "%s, as the model that wrote them.".formatted(entry.licence()))
                .orElse("As the licence of the model allows; see its card.");
    }

    /// {@return a run's name: that of its folder}
    static String name(RunFolder folder) {
        Path name = folder.path().toAbsolutePath().normalize().getFileName();
        return name == null ? "run" : name.toString();
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /// Copies a folder of files.
    ///
    /// @param to folder, made if it is missing
    /// @return the folder
    static Path copyFolder(Path model, Path to) {
        try (Stream<Path> files = Files.list(model)) {
            Files.createDirectories(to);
            for (Path file : files.sorted().toList()) {
                copy(file, to.resolve(file.getFileName().toString()));
            }
            return to;
        } catch (IOException e) {
            throw new SaoException(
                    "The model cannot be copied to %s: %s".formatted(to, e),
                    "Check the disk and the rights on the folder, then export again.",
                    e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Path unfinished = to.resolveSibling(to.getFileName() + ".unfinished");
        Files.copy(from, unfinished, StandardCopyOption.REPLACE_EXISTING);
        Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
