package sao.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sao.assembly.Benchmarks;
import sao.catalog.ModelCatalog;
import sao.error.SaoException;
import sao.file.Sha256;
import sao.settings.JudgeSettings;
import sao.settings.RunSettings;
import sao.yaml.InvalidSettingsException;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;
import sao.yaml.SettingsWriter;

/// What determines the result of a run: its settings in full, the contents of its benchmark and persona files,
/// and the files of the models that it names. A finished run is run again when any of it has changed.
///
/// Model files are identified by name, size and time of modification: a digest of the weights of a large model
/// would take longer than the check is worth, and a false alarm costs little, because the ledger remembers every
/// model call.
///
/// @param settings text of settings and benchmarks, which was the whole identity in version 0.1
/// @param files one line for each file outside the run's folder
record RunIdentity(String settings, List<String> files) {
    /// Begins a line that is not part of the settings.
    private static final String COMMENT = "# ";

    RunIdentity {
        files = List.copyOf(files);
    }

    /// {@return the identity of a run by these settings}
    ///
    /// @throws SaoException if a file cannot be read
    static RunIdentity of(RunSettings settings, Benchmarks benchmarks) {
        List<String> files = new ArrayList<>();
        String personas = settings.personas().file();
        try {
            if (!personas.isEmpty() && Files.isRegularFile(Path.of(personas))) {
                files.add("# personas %s".formatted(Sha256.of(Path.of(personas))));
            }
            model("model", settings.model()).ifPresent(files::add);
            if (!settings.judge().model().equals(JudgeSettings.SELF)) {
                model("judge", settings.judge().model()).ifPresent(files::add);
            }
            for (String name : settings.evaluate().judgeModels()) {
                model("evaluation judge " + name, name).ifPresent(files::add);
            }
        } catch (IOException e) {
            throw new SaoException(
                    "A file that the settings name cannot be read: %s".formatted(e.getMessage()),
                    "Check personas.file, model, judge.model and evaluate.judges.",
                    e);
        }
        return new RunIdentity(benchmarks.identity(settings), files);
    }

    /// {@return the line of a model's files; empty for a model of the catalog, whose files have a known digest}
    private static Optional<String> model(String part, String name) throws IOException {
        if (ModelCatalog.find(name).isPresent() || !Files.exists(Path.of(name))) {
            return Optional.empty();
        }
        StringBuilder lines = new StringBuilder();
        for (Path file : filesOf(Path.of(name))) {
            lines.append("%s %d %d\n"
                    .formatted(
                            file.getFileName(),
                            Files.size(file),
                            Files.getLastModifiedTime(file).toMillis()));
        }
        return Optional.of("# %s %s".formatted(part, Sha256.of(lines.toString())));
    }

    private static List<Path> filesOf(Path place) throws IOException {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /// {@return the identity as one text}
    String text() {
        return files.isEmpty() ? settings : settings + String.join("\n", files) + "\n";
    }

    /// {@return whether a recorded text is that of this run}
    ///
    /// A file that is missing now does not count as changed: a finished run needs it no more. Version 0.1 recorded
    /// the settings alone. A setting that a later version added has its default in a recorded text without it.
    boolean matches(String recorded) {
        String complete = recorded.startsWith(settings) ? recorded : completed(recorded);
        if (!complete.startsWith(settings)) {
            return false;
        }
        return complete.substring(settings.length()).lines().allMatch(line -> files.contains(line) || isMissing(line));
    }

    /// {@return a recorded text with every setting of this version; the text itself if its settings cannot be read}
    private static String completed(String recorded) {
        if (recorded.isBlank()) {
            return recorded;
        }
        try {
            SettingsLayer yaml = SettingsLayer.yaml("the recorded settings", lines(recorded, false));
            return SettingsWriter.write(SettingsReader.read(List.of(yaml))) + lines(recorded, true);
        } catch (InvalidSettingsException _) {
            return recorded;
        }
    }

    private static String lines(String recorded, boolean comments) {
        return recorded.lines()
                .filter(line -> line.startsWith(COMMENT) == comments)
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private boolean isMissing(String line) {
        String part = line.substring(0, line.lastIndexOf(' ') + 1);
        return files.stream().noneMatch(file -> file.startsWith(part));
    }
}
