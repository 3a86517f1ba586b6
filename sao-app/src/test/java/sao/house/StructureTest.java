package sao.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The sizes of packages and files, read from the source: a package is one concept with few types, most of them
/// hidden.
class StructureTest {
    private static final Path PROJECT = Path.of(System.getProperty("sao.project"));
    private static final int MOST_TYPES = 25;
    private static final int ALL_MAY_BE_PUBLIC = 10;
    private static final int MOST_LINES = 300;
    private static final Pattern ROW = Pattern.compile("\\| `(sao-[a-z]+)` \\|([^|]*)\\|.*");
    private static final Pattern PACKAGE = Pattern.compile("`(sao\\.[a-z]+)`");
    private static final Pattern MODULE = Pattern.compile("<module>(sao-[a-z]+)</module>");

    static List<String> modules() throws IOException {
        Matcher found = MODULE.matcher(Files.readString(PROJECT.resolve("pom.xml")));
        List<String> modules = new ArrayList<>();
        while (found.find()) {
            modules.add(found.group(1));
        }
        return modules;
    }

    /// {@return the source files of each package of a module's main code, by the package's name}
    static Map<String, List<Path>> packages(String module) throws IOException {
        Path source = PROJECT.resolve(module).resolve("src/main/java");
        Map<String, List<Path>> packages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(source)) {
            files.filter(file -> file.toString().endsWith(".java")).sorted().forEach(file -> {
                String name = source.relativize(file.getParent()).toString().replace('/', '.');
                packages.computeIfAbsent(name, _ -> new ArrayList<>()).add(file);
            });
        }
        return packages;
    }

    private static boolean isPublic(Path file) {
        String type = file.getFileName().toString().replace(".java", "");
        try {
            return Pattern.compile(
                            "^public [^\n=(]*\\b(class|record|interface|enum|@interface) " + type + "\\b",
                            Pattern.MULTILINE)
                    .matcher(Files.readString(file))
                    .find();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aPackageHasAtMostTwentyFiveTypesAndHidesHalfOfMoreThanTen() throws IOException {
        List<String> broken = new ArrayList<>();
        int checked = 0;
        for (String module : modules()) {
            for (Map.Entry<String, List<Path>> entry : packages(module).entrySet()) {
                List<Path> types = entry.getValue().stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .toList();
                long open = types.stream().filter(StructureTest::isPublic).count();
                if (types.size() > MOST_TYPES || (types.size() > ALL_MAY_BE_PUBLIC && 2 * open > types.size())) {
                    broken.add("%s: %d types, %d of them public".formatted(entry.getKey(), types.size(), open));
                }
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(30);
        assertThat(broken).isEmpty();
    }

    @Test
    void aPackageLiesInOneModuleOnly() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (String module : modules()) {
            for (String name : packages(module).keySet()) {
                assertThat(seen.add(name)).as("%s lies in two modules", name).isTrue();
                assertThat(name).matches("sao\\.[a-z]+");
            }
        }
    }

    @Test
    void aFileHasAtMostThreeHundredLines() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            for (Path file : files.filter(
                            path -> path.toString().matches(".*/sao-[a-z]+/src/(main|test)/java/.*\\.java"))
                    .sorted()
                    .toList()) {
                int lines = Files.readAllLines(file).size();
                if (lines > MOST_LINES) {
                    tooLong.add("%s: %d".formatted(PROJECT.relativize(file), lines));
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void theMapListsEveryModuleAndPackage() throws IOException {
        Map<String, Set<String>> found = new TreeMap<>();
        for (String module : modules()) {
            found.put(module, packages(module).keySet());
        }
        assertThat(mapped()).isEqualTo(found);
    }

    /// {@return the packages of each module by the table of ARCHITECTURE.md}
    private static Map<String, Set<String>> mapped() throws IOException {
        Map<String, Set<String>> modules = new TreeMap<>();
        for (String line : Files.readAllLines(PROJECT.resolve("ARCHITECTURE.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> packages = new TreeSet<>();
                Matcher name = PACKAGE.matcher(row.group(2));
                while (name.find()) {
                    packages.add(name.group(1));
                }
                modules.put(row.group(1), packages);
            }
        }
        return modules;
    }

    @Test
    void theAppIsThinnerThanTheModulesThatDoTheWork() throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        for (String module : modules()) {
            long sum = 0;
            for (List<Path> files : packages(module).values()) {
                for (Path file : files) {
                    sum += Files.readAllLines(file).size();
                }
            }
            lines.put(module, sum);
        }
        long app = lines.get("sao-app");
        for (String module : List.of("sao-engine", "sao-pipeline", "sao-training", "sao-run")) {
            assertThat(app).as("lines of each module: %s", lines).isLessThan(lines.get(module));
        }
    }
}
