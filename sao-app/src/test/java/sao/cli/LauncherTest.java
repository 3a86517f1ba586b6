package sao.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The launcher before a `java` that only reports what it was given.
@EnabledOnOs(OS.LINUX)
class LauncherTest {
    private static final String JAVA = """
            #!/bin/bash
            echo "locale=${LC_ALL:-unset}"
            echo "last=${@: -1}" | od -An -c | tr -d ' \\n'; echo
            for fd in 0 1 2; do echo "fd$fd=$(readlink /proc/$$/fd/$fd)" >> "$REPORT"; done
            """;

    @TempDir
    private Path folder;

    private Path launcher = Path.of("");

    @BeforeEach
    void install() throws IOException {
        launcher = Files.copy(Path.of(System.getProperty("sao.project"), "sao"), folder.resolve("sao"));
        Files.createDirectories(folder.resolve("sao-app/src/main"));
        Files.writeString(folder.resolve("pom.xml"), "");
        Files.writeString(folder.resolve("sao-app/pom.xml"), "");
        Files.createDirectories(folder.resolve("sao-app/target"));
        Files.writeString(folder.resolve("sao-app/target/.built"), "");
        Path bin = Files.createDirectories(folder.resolve("jdk/bin"));
        Files.writeString(folder.resolve("jdk/release"), "JAVA_VERSION=\"25.0.1\"\n");
        executable(bin.resolve("java"), JAVA);
        executable(bin.resolve("javac"), "#!/bin/bash\n");
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /// {@return what a shell command did in which `SAO` stands for the launcher}
    private SaoProcess shell(String environment, String command) throws IOException, InterruptedException {
        String set = "export JAVA_HOME='%s/jdk' REPORT='%s/report'; unset LC_ALL LC_CTYPE LANG; %s; "
                .formatted(folder, folder, environment);
        return SaoProcess.shell(set + command.replace("SAO", "\"$BASH\" '" + launcher + "'"));
    }

    private String report() throws IOException {
        return Files.readString(folder.resolve("report"));
    }

    @Test
    void javaGetsAUtf8LocaleWhereThereIsNone() throws IOException, InterruptedException {
        for (String none : new String[] {":", "export LC_ALL=C", "export LANG=POSIX", "export LC_ALL=xx_XX.UTF-8"}) {
            assertThat(shell(none, "SAO generate $'\\303\\237' 2> /dev/null").out())
                    .as(none)
                    .contains("locale=C.UTF-8")
                    .contains("last=303237");
        }
        assertThat(shell("export LC_ALL=C.utf8", "SAO").out()).contains("locale=C.utf8");
        assertThat(shell("export LC_ALL=xx_XX.ISO-8859-1", "SAO 2> /dev/null").out())
                .as("a user's own encoding stays")
                .contains("locale=xx_XX.ISO-8859-1");
    }

    @Test
    void aClosedInputIsAnEmptyOne() throws IOException, InterruptedException {
        shell(":", "SAO chat <&-");
        assertThat(report()).contains("fd0=/dev/null\n");
    }

    @Test
    void aClosedOutputStaysUnwritableAndIsNoOtherFile() throws IOException, InterruptedException {
        shell(":", "SAO models >&- 2>&-");
        assertThat(report()).contains("fd1=/dev/null\n", "fd2=/dev/null\n");
    }

    @Test
    void openStreamsAreLeftAlone() throws IOException, InterruptedException {
        shell(":", "SAO chat < '%s/pom.xml' > '%s/out'".formatted(folder, folder));
        assertThat(report()).contains("fd0=%s/pom.xml".formatted(folder), "fd1=%s/out".formatted(folder));
    }

    @Test
    void neitherHomeNorPathIsNeeded() throws IOException, InterruptedException {
        for (String missing : new String[] {"unset HOME", "export PATH=", "unset PATH", "export PATH=/nowhere"}) {
            SaoProcess process = shell(missing, "SAO --version");
            assertThat(process.out()).as(missing).startsWith("locale=").doesNotContain("not found", "unbound");
            assertThat(process.exit()).as(missing).isZero();
        }
    }

    @Test
    void withoutAJdkItSaysWhereItLooked() throws IOException, InterruptedException {
        SaoProcess process = shell("export JAVA_HOME=/nowhere", "SAO --which-jdk");
        boolean another = process.exit() == 0; // the machine may have a JDK 25 of its own
        assertThat(process.out())
                .contains(another ? "/" : "There is no JDK 25 in JAVA_HOME")
                .doesNotContain("not found");
        assertThat(process.exit()).isEqualTo(another ? 0 : 2);
    }
}
