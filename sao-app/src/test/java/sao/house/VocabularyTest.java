package sao.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sao.house.Vocabulary.Finding;

/// Comments, messages, settings' descriptions and documents are written in plain technical English: none contains a
/// phrase of [Vocabulary].
class VocabularyTest {
    private static final Path PROJECT = Path.of(System.getProperty("sao.project"));
    private static final String MAIN = "/src/main/java/";

    private static List<Path> files(Path folder, String extension) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(path -> path.toString().endsWith(extension))
                    .filter(path -> !path.toString().contains("/target/"))
                    .sorted()
                    .toList();
        }
    }

    /// {@return the prose of every checked file by its path from the project's folder}
    private static Map<Path, List<Prose.Passage>> prose() throws IOException {
        Map<Path, List<Prose.Passage>> prose = new TreeMap<>();
        try (Stream<Path> modules = Files.list(PROJECT)) {
            for (Path module : modules.filter(path -> Files.isDirectory(path.resolve("src/main")))
                    .toList()) {
                for (Path file : files(module.resolve("src/main"), ".java")) {
                    prose.put(PROJECT.relativize(file), Prose.ofJava(Files.readString(file)));
                }
                for (Path file : files(module.resolve("src/main"), ".yaml")) {
                    prose.put(PROJECT.relativize(file), Prose.ofText(Files.readString(file)));
                }
            }
        }
        for (Path file : files(PROJECT.resolve("bench"), ".java")) {
            prose.put(PROJECT.relativize(file), Prose.ofJava(Files.readString(file)));
        }
        for (String script : List.of("Makefile", "sao", ".ci/run", "bench/run", "bench/kills", "config/skips")) {
            prose.put(Path.of(script), Prose.ofText(Files.readString(PROJECT.resolve(script))));
        }
        try (Stream<Path> root = Files.list(PROJECT)) {
            List<Path> documents = new ArrayList<>(
                    root.filter(path -> path.toString().endsWith(".md")).toList());
            documents.addAll(files(PROJECT.resolve("docs"), ".md"));
            documents.removeIf(path -> path.startsWith(PROJECT.resolve("docs/decisions")));
            for (Path document : documents) {
                prose.put(PROJECT.relativize(document), Prose.ofMarkdown(Files.readString(document)));
            }
        }
        return prose;
    }

    /// {@return the package of a source file, such as `sao.run`; the path of any other file}
    private static String area(Path file) {
        String path = file.toString();
        int main = path.indexOf(MAIN);
        return main < 0
                ? path
                : file.getParent().toString().substring(main + MAIN.length()).replace('/', '.');
    }

    private static Map<String, List<String>> findings() throws IOException {
        Map<String, List<String>> findings = new TreeMap<>();
        prose().forEach((file, passages) -> {
            for (Finding found : Vocabulary.findings(passages)) {
                findings.computeIfAbsent(area(file), _ -> new ArrayList<>())
                        .add("%s:%d: \"%s\"; instead: %s"
                                .formatted(file, found.line(), found.words(), found.instead()));
            }
        });
        return findings;
    }

    @Test
    void noCommentMessageOrDocumentContainsAPhraseThatReadersHaveToGuess() throws IOException {
        Map<String, List<String>> findings = findings();
        if (Boolean.getBoolean("sao.vocabulary.print")) {
            findings.forEach((area, lines) ->
                    System.out.printf("%s: %d%n  %s%n", area, lines.size(), String.join("\n  ", lines)));
        }
        assertThat(findings.values().stream().flatMap(List::stream)).isEmpty();
    }

    @Test
    void theWholeProjectIsRead() throws IOException {
        assertThat(prose().keySet().stream().map(VocabularyTest::area))
                .contains("sao.chat", "sao.run", "sao.cli", "README.md", "docs/glossary.md", "Makefile");
        assertThat(prose()).hasSizeGreaterThan(500);
    }

    @Test
    void phrasesAreFoundInCommentsStringsAndTextBlocksAcrossLines() {
        List<Finding> found = Vocabulary.findings(Prose.ofJava("""
                /// How many of so
                /// many rows.
                class One {
                    char quote = '"'; // nobody
                    String message = "It is \\"no\\" matter: %s is no file";
                    String block = \"""
                            The model
                            fell ill.
                            \""";
                }
                """));
        assertThat(found.stream().map(Finding::words)).containsExactly("so many", "nobody", "is no", "fell ill");
        assertThat(found.stream().map(Finding::line)).containsExactly(1, 4, 5, 8);
    }

    @Test
    void idiomsAndNamesOfCodeAreAllowed() {
        assertThat(Vocabulary.findings(Prose.ofJava("""
                        /// There is no file, it is no longer than `nobody`, see [sao.house.Vocabulary#wishes] and
                        /// I'll wait. An ill-formed file leaves room for more; two files cannot be told apart.
                        class Ear { int ownness; String house() { return "year, bear"; } String key() { return "nobody"; } }
                        """))).isEmpty();
        assertThat(Vocabulary.findings(Prose.ofMarkdown("Text `so many`.\n```text\nnobody\n```\n")))
                .isEmpty();
    }
}
