package sao.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents name exists, and every package carries its sign.
class DocumentationTest {
    private static final Path PROJECT = Path.of(System.getProperty("sao.project"));
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z]\\w+");
    private static final Pattern QUALIFIED = Pattern.compile("\\bsao(?:\\.[a-z]+)+\\.[A-Z]\\w+");
    private static final Pattern PATH = Pattern.compile("(?:\\./)?[\\w.-]+(?:/[\\w.*-]+)*/?");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    private static List<Path> documents() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
            found.add(PROJECT.resolve(name));
        }
        try (Stream<Path> docs = Files.walk(PROJECT.resolve("docs"))) {
            docs.filter(path -> path.toString().endsWith(".md")).sorted().forEach(found::add);
        }
        return found;
    }

    private static Set<String> types() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            files.filter(path -> path.toString().endsWith(".java"))
                    .forEach(path -> names.add(path.getFileName().toString().replace(".java", "")));
        }
        return names;
    }

    @Test
    void theMapNamesOnlyTypesThatExist() throws IOException {
        Set<String> types = types();
        for (String name : List.of("ARCHITECTURE.md", "CONTRIBUTING.md", "docs/papers.md", "docs/glossary.md")) {
            Matcher code = CODE.matcher(Files.readString(PROJECT.resolve(name)));
            while (code.find()) {
                String word = code.group(1);
                if (TYPE.matcher(word).matches()) {
                    assertThat(types).as("%s names %s", name, word).contains(word);
                }
            }
        }
    }

    @Test
    void aTypeIsNamedWithThePackageItIsIn() throws IOException {
        Set<String> types = new TreeSet<>();
        try (Stream<Path> files = Files.walk(PROJECT)) {
            files.map(Path::toString)
                    .filter(path -> path.contains("/src/main/java/") && path.endsWith(".java"))
                    .forEach(path -> types.add(
                            path.replaceAll(".*/src/main/java/|\\.java$", "").replace('/', '.')));
        }
        int named = 0;
        for (Path document : documents()) {
            Matcher name = QUALIFIED.matcher(Files.readString(document));
            while (name.find()) {
                assertThat(types).as("%s names %s", document, name.group()).contains(name.group());
                named++;
            }
        }
        assertThat(named).isPositive();
    }

    @Test
    void linksAndPathsLeadSomewhere() throws IOException {
        for (Path document : documents()) {
            String text = Files.readString(document);
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                Path target = document.resolveSibling(link.group(1)).normalize();
                assertThat(target).as("link in %s", document.getFileName()).exists();
            }
        }
        for (String name : List.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")) {
            Matcher code = CODE.matcher(Files.readString(PROJECT.resolve(name)));
            while (code.find()) {
                String word = code.group(1);
                boolean ours = word.startsWith("sao-") || word.startsWith("docs/") || word.startsWith("bench/");
                if (ours && word.contains("/") && PATH.matcher(word).matches() && !word.contains("*")) {
                    assertThat(PROJECT.resolve(word)).as("path in %s", name).exists();
                }
            }
        }
    }

    @Test
    void theMapFitsOnAFewScreens() throws IOException {
        assertThat(Files.readAllLines(PROJECT.resolve("ARCHITECTURE.md"))).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void everyPackageHasASignOfAtLeastTwoSentences() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            Set<Path> rooms = new TreeSet<>();
            files.filter(path -> path.toString().contains("/src/main/java/")
                            && path.toString().endsWith(".java"))
                    .forEach(path -> rooms.add(path.getParent()));
            assertThat(rooms).hasSizeGreaterThan(10);
            for (Path room : rooms) {
                Path sign = room.resolve("package-info.java");
                assertThat(sign).exists();
                String text = Files.readString(sign);
                assertThat(text).as(sign.toString()).contains("@NullMarked").contains("**Threads.**");
                assertThat(text.split("\\. |\\.\n").length).as(sign.toString()).isGreaterThan(2);
            }
        }
    }

    @Test
    void everyDecisionHasANumberAndAStatus() throws IOException {
        try (Stream<Path> decisions = Files.list(PROJECT.resolve("docs/decisions"))) {
            List<Path> all = decisions.sorted().toList();
            assertThat(all).hasSizeGreaterThan(10);
            for (Path decision : all) {
                assertThat(decision.getFileName().toString()).matches("\\d{4}-[a-z0-9-]+\\.md");
                assertThat(Files.readString(decision))
                        .contains("Status:")
                        .contains("## Decision")
                        .contains("## Why");
            }
        }
    }
}
