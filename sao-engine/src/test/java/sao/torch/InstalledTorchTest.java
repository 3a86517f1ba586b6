package sao.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.error.SaoException;

class InstalledTorchTest {
    @TempDir
    private Path folder;

    private Path torch(String versionFile, String text) throws IOException {
        Path libraries = Files.createDirectories(folder.resolve("torch/lib"));
        Files.createFile(libraries.resolve("libtorch_cpu.so"));
        Files.writeString(folder.resolve("torch").resolve(versionFile), text);
        return libraries;
    }

    @Test
    void isFoundByThePackageItsLibrariesOrTheFolderAroundIt() throws IOException {
        Path libraries =
                torch("version.py", "from typing import Optional\n__version__ = '2.11.0+cu130'\ncuda = '13.0'\n");
        for (Path given : new Path[] {folder, folder.resolve("torch"), libraries}) {
            InstalledTorch found = InstalledTorch.in(given);
            assertThat(found).isEqualTo(new InstalledTorch(libraries, "2.11.0+cu130"));
            assertThat(found.isTried()).isTrue();
        }
    }

    @Test
    void versionsThatWereNotTriedAreKnown() throws IOException {
        Path libraries = torch("build-version", "2.1.0+cpu\n"); // an archive without Python
        assertThat(InstalledTorch.in(libraries)).isEqualTo(new InstalledTorch(libraries, "2.1.0+cpu"));
        assertThat(InstalledTorch.in(libraries).isTried()).isFalse();
        assertThat(new InstalledTorch(libraries, "").isTried()).isFalse();
        assertThat(new InstalledTorch(libraries, "2.110.0").isTried()).isFalse();
    }

    @Test
    void aFolderWithoutItIsNamedWithTheRemedy() {
        assertThatThrownBy(() -> InstalledTorch.in(folder))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("SAO_LIBTORCH is '" + folder + "', where there is no libtorch_cpu.so")
                .hasMessageContaining("Give the folder that");
    }
}
