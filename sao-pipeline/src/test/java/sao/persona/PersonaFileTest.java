package sao.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.domain.Persona;
import sao.error.SaoException;

class PersonaFileTest {
    @TempDir
    private Path folder;

    private List<String> warnings = new ArrayList<>();

    @BeforeEach
    void forgetWarnings() {
        warnings = new ArrayList<>();
    }

    @Test
    void readsTextLinesAndPassesOverBlankOnes() throws IOException {
        List<Persona> personas = all(file("people.txt", "\ufeffA baker in Łódź.\n\n  A shepherd.  \r\nA diver"));
        assertThat(personas).extracting(Persona::text).containsExactly("A baker in Łódź.", "A shepherd.", "A diver");
        assertThat(personas)
                .extracting(Persona::source)
                .containsExactly("people.txt:1", "people.txt:3", "people.txt:4");
        assertThat(personas.getFirst().id()).hasSize(32);
    }

    @Test
    void readsOneFieldOfJsonLines() throws IOException {
        assertThat(all(file("people.jsonl", "{\"persona\":\"A baker\",\"n\":1}\n{\"persona\":\"A \\u00e9diteur\"}\n")))
                .extracting(Persona::text)
                .containsExactly("A baker", "A \u00e9diteur");
    }

    @Test
    void namesABrokenLineAndGoesOn() throws IOException {
        String content = "{\"persona\":\"A baker\"}\n".repeat(50) + "{\"persona\":\n" + "{\"persona\":\"A diver\"}\n";
        assertThat(all(file("people.jsonl", content))).hasSize(51);
        assertThat(warnings).singleElement().asString().contains("people.jsonl, line 51 is left out");
    }

    @Test
    void stopsWhenMoreThanOneInTwentyIsBroken() throws IOException {
        Path file = file("people.jsonl", "{\"persona\":\"A baker\"}\n".repeat(50) + "{\"name\":\"x\"}\n".repeat(3));
        assertThatThrownBy(() -> all(file)).isInstanceOf(SaoException.class).hasMessageContaining("3 of the first 53");
        Path hopeless = file("long.jsonl", "broken\n".repeat(10_000));
        assertThatThrownBy(() -> all(hopeless)).hasMessageContaining("100 of the first 100 lines");
    }

    @Test
    void anEmptyFileIsAnError() throws IOException {
        Path file = file("people.txt", "\n \n");
        assertThatThrownBy(() -> all(file)).isInstanceOf(SaoException.class).hasMessageContaining("no persona");
    }

    @Test
    void anotherEncodingIsAnError() throws IOException {
        Path file = folder.resolve("latin.txt");
        Files.write(file, "A baker\nA p\u00eacheur\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> all(file)).isInstanceOf(SaoException.class).hasMessageContaining("is not UTF-8");
    }

    @Test
    void anotherEncodingIsNamedByItsMark() throws IOException {
        Path file = folder.resolve("wide.txt");
        Files.write(file, "A baker\nA diver\n".getBytes(StandardCharsets.UTF_16));
        assertThatThrownBy(() -> all(file))
                .isInstanceOfSatisfying(
                        SaoException.class, e -> assertThat(e.remedy()).contains("iconv -f UTF-16"));
    }

    @Test
    void aBrokenJsonLineSaysWhereTheTextIs() throws IOException {
        Path file = file(
                "hub.jsonl", "{\"persona\":\"A baker\"}\n".repeat(40) + "{\"input persona\":\"A diver\",\"n\":1}\n");
        all(file);
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("line 41 is left out: it has no text in the field 'persona', but in 'input persona'");
    }

    @Test
    void aLineWithoutEndNeedsNoMemoryOfItsLength() throws IOException {
        Path file = folder.resolve("long.txt");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < 50; i++) {
                out.write("A baker number " + i + "\r\n");
            }
            for (int i = 0; i < 300_000; i++) {
                out.write("and so on ");
            }
            out.write("\nA diver\n");
        }
        List<Persona> personas = all(file);
        assertThat(personas).hasSize(51);
        assertThat(personas.getLast().source()).isEqualTo("long.txt:52");
        assertThat(warnings).singleElement().asString().contains("line 51").contains("at least 1048576 characters");
    }

    @Test
    void aMissingFileIsAnError() {
        assertThatThrownBy(() -> all(folder.resolve("nobody.txt")))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("nobody.txt cannot be read");
    }

    @Test
    void theIdentityFollowsTheContentAndNotTheName() throws IOException {
        Path one = file("one.txt", "A baker\n");
        Path same = file("same.txt", "A baker\n");
        Path other = file("other.txt", "A butcher\n");
        assertThat(source(one).identity()).isEqualTo(source(same).identity());
        assertThat(source(one).identity()).isNotEqualTo(source(other).identity());
    }

    @Test
    void aLaterRoundReadsOnWhereEarlierRoundsStopped() throws IOException {
        PersonaFile source = source(file("people.txt", "one\ntwo\n\nthree\nfour\nfive"));
        assertThat(after(source, 0, 9))
                .extracting(Persona::text)
                .containsExactly("one", "two", "three", "four", "five");
        assertThat(after(source, 2, 2)).extracting(Persona::text).containsExactly("three", "four");
        assertThat(after(source, 2, 2)).isEqualTo(after(source, 0, 4).subList(2, 4));
    }

    @Test
    void aFileThatIsUsedUpBeginsAgainWithOtherIdsAndGivesEachPersonaOnceARound() throws IOException {
        PersonaFile source = source(file("people.txt", "one\ntwo\nthree\nfour\nfive"));
        List<Persona> first = after(source, 0, 9);
        List<Persona> second = after(source, 3, 9);
        assertThat(second).extracting(Persona::text).containsExactly("four", "five", "one", "two", "three");
        assertThat(second.subList(0, 2)).isEqualTo(first.subList(3, 5));
        assertThat(second.subList(2, 5)).extracting(Persona::id).doesNotContainAnyElementsOf(ids(first));
        List<Persona> third = after(source, 8, 9);
        assertThat(third).extracting(Persona::text).containsExactly("four", "five", "one", "two", "three");
        assertThat(ids(third)).doesNotContainAnyElementsOf(ids(first)).doesNotContainAnyElementsOf(ids(second));
        assertThat(after(source, 10, 1)).extracting(Persona::text).containsExactly("one");
    }

    @Test
    void brokenLinesBeforeARoundDoNotCountForIt() throws IOException {
        List<String> lines = new ArrayList<>(List.of("broken"));
        for (int i = 1; i <= 30; i++) {
            lines.add("{\"persona\": \"person %d\"}".formatted(i));
        }
        PersonaFile source = source(file("people.jsonl", String.join("\n", lines)));
        try (PersonaStream stream = source.openAfter(29)) {
            assertThat(stream.next()).map(Persona::text).contains("person 30");
            assertThat(stream.broken()).isZero();
            assertThat(stream.next()).map(Persona::text).contains("person 1");
            assertThat(stream.broken()).isEqualTo(1);
        }
    }

    private static List<String> ids(List<Persona> personas) {
        return personas.stream().map(Persona::id).toList();
    }

    private static List<Persona> after(PersonaFile source, long drawn, int most) {
        List<Persona> personas = new ArrayList<>();
        try (PersonaStream stream = source.openAfter(drawn)) {
            while (personas.size() < most) {
                Optional<Persona> next = stream.next();
                if (next.isEmpty()) {
                    break;
                }
                personas.add(next.get());
            }
        }
        return personas;
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private PersonaFile source(Path file) {
        return new PersonaFile(file, "persona", warnings::add);
    }

    private List<Persona> all(Path file) {
        List<Persona> personas = new ArrayList<>();
        try (PersonaStream stream = source(file).open()) {
            for (Optional<Persona> next = stream.next(); next.isPresent(); next = stream.next()) {
                personas.add(next.get());
            }
        }
        return personas;
    }
}
