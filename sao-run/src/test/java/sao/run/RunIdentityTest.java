package sao.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.assembly.Benchmarks;
import sao.novelty.BenchmarkIndex;
import sao.settings.RunSettings;
import sao.yaml.SettingsLayer;
import sao.yaml.SettingsReader;

/// A finished run is finished for the files that it was run with.
class RunIdentityTest {
    @TempDir
    private Path folder;

    private Path model;
    private Path personas;

    @BeforeEach
    void files() throws IOException {
        model = Files.createDirectory(folder.resolve("model"));
        Files.writeString(model.resolve("config.json"), "{}");
        personas = Files.writeString(folder.resolve("personas.txt"), "a miller\n");
    }

    private RunIdentity identity() {
        RunSettings settings = SettingsReader.read(List.of(
                SettingsLayer.assignment("model=" + model),
                SettingsLayer.assignment("personas.source=file"),
                SettingsLayer.assignment("personas.file=" + personas)));
        return RunIdentity.of(settings, new Benchmarks(List.of(), new BenchmarkIndex(8)));
    }

    @Test
    void unchangedFilesGiveTheSameIdentity() {
        assertThat(identity().matches(identity().text())).isTrue();
    }

    @Test
    void aSettingThatALaterVersionAddedHasItsDefault() {
        String text = identity().text();
        String earlier = text.replace("\n  draws: 2\n", "\n");
        assertThat(earlier).isNotEqualTo(text);
        assertThat(identity().matches(earlier)).isTrue();
        assertThat(identity().matches(text.replace("\n  draws: 2\n", "\n  draws: 3\n")))
                .isFalse();
        assertThat(identity().matches("")).isFalse();
    }

    @Test
    void aChangedPersonaFileIsAnotherRun() throws IOException {
        String before = identity().text();
        Files.writeString(personas, "a weaver\n");
        assertThat(identity().matches(before)).isFalse();
    }

    @Test
    void aChangedModelFolderIsAnotherRun() throws IOException {
        String before = identity().text();
        Files.writeString(model.resolve("config.json"), "{\"rope_theta\": 5}");
        assertThat(identity().matches(before)).isFalse();
    }

    @Test
    void aRunWhoseModelWasRemovedStaysFinished() throws IOException {
        String before = identity().text();
        Files.delete(model.resolve("config.json"));
        Files.delete(model);
        assertThat(identity().matches(before)).isTrue();
    }

    @Test
    void aRunFinishedBeforeASettingExistedStaysFinishedAtItsDefault() {
        String before = identity().text();
        assertThat(before).contains("  constraints: 0\n");
        assertThat(identity().matches(before.replace("  constraints: 0\n", ""))).isTrue();
        assertThat(identity().matches(before.replace("  constraints: 0\n", "  constraints: 8\n")))
                .isFalse();
        assertThat(identity().matches(before.replace("  constraints: 0\n", "").replace("seed: 42", "seed: 43")))
                .isFalse();
    }

    @Test
    void aRunFinishedByVersionZeroOneStaysFinished() {
        assertThat(identity().matches(identity().settings())).isTrue();
    }
}
