package sao.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.domain.Persona;
import sao.error.SaoException;

class PersonaGridTest {
    @TempDir
    private Path folder;

    @Test
    void hasMoreThanAMillionCombinations() {
        assertThat(new PersonaGrid(42).combinations()).isGreaterThan(1_000_000);
    }

    @Test
    void repeatsNobodyInTheFirstHundredThousand() {
        PersonaGrid grid = new PersonaGrid(42);
        Set<String> seen = new HashSet<>();
        try (PersonaStream stream = grid.open()) {
            for (int i = 0; i < 100_000; i++) {
                assertThat(seen.add(stream.next().orElseThrow().text())).isTrue();
            }
        }
    }

    @Test
    void seedsShuffleDifferently() {
        assertThat(first(new PersonaGrid(1), 5)).isNotEqualTo(first(new PersonaGrid(2), 5));
        assertThat(first(new PersonaGrid(1), 5)).isEqualTo(first(new PersonaGrid(1), 5));
    }

    @Test
    void everySentenceIsWellFormed() {
        PersonaGrid grid = new PersonaGrid(3);
        for (Persona persona : first(grid, 5_000)) {
            assertThat(persona.text())
                    .matches(
                            "(A [^aeiou ]|An [aeiou])[a-zA-Z' -]* (in|on|near|beside) [a-zA-Z' -]* who [a-zA-Z' -]+\\.");
        }
    }

    @Test // 20,000 draws over 40 temperaments: 500 expected, standard deviation 22; six of them allowed
    void wordsComeAboutEquallyOften() {
        PersonaGrid grid = new PersonaGrid(11);
        Map<String, Integer> counts = new HashMap<>();
        for (Persona persona : first(grid, 20_000)) {
            counts.merge(persona.text().split(" ", 3)[1], 1, Integer::sum);
        }
        assertThat(counts).hasSize(WordList.load("temperaments").size());
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(368, 632));
    }

    @Test
    void aPermutationMeetsEveryNumberOnce() {
        for (long size : new long[] {1, 2, 3, 17, 1000, 4096, 4097}) {
            Permutation permutation = new Permutation(size, size * 31);
            Set<Long> images = new HashSet<>();
            for (long i = 0; i < size; i++) {
                assertThat(permutation.at(i)).as("size %d", size).isBetween(0L, size - 1);
                images.add(permutation.at(i));
                assertThat(permutation.indexOf(permutation.at(i))).isEqualTo(i);
            }
            assertThat(images).as("size %d", size).hasSize((int) size);
        }
    }

    @Test
    void anAttributeOfAPersonaIsKnownByItsTrait() {
        PersonaGrid grid = new PersonaGrid(5);
        for (Persona persona : first(grid, 200)) {
            List<Trait> traits = grid.traits(persona);
            assertThat(traits).hasSize(grid.attributes().size());
            assertThat(traits)
                    .allSatisfy(trait -> assertThat(persona.text())
                            .contains(grid.attributes()
                                    .get(trait.attribute())
                                    .values()
                                    .get(trait.value())
                                    .text()));
        }
    }

    @Test
    void aGridOfTheUsersComesInFullBeforeAnybodyComesAgain() throws IOException {
        PersonaGrid grid = grid("mood\tcalm\t3\nmood\tangry\njob\tartist\njob\tbaker\t2\njob\tcook\n");
        assertThat(grid.combinations()).isEqualTo(6);
        List<String> texts = first(grid, 12).stream().map(Persona::text).toList();
        assertThat(texts.subList(0, 6))
                .containsExactlyInAnyOrder(
                        "A calm artist.",
                        "A calm baker.",
                        "A calm cook.",
                        "An angry artist.",
                        "An angry baker.",
                        "An angry cook.");
        assertThat(texts.subList(6, 12)).containsExactlyInAnyOrderElementsOf(texts.subList(0, 6));
        assertThat(first(grid, 12).stream().map(Persona::id).distinct()).hasSize(12);
    }

    @Test // drawing without replacement: the first of all is calm with 3 in 4, a baker with 1 in 2
    void heavierValuesComeEarlier() throws IOException {
        int calm = 0;
        int bakers = 0;
        for (long seed = 0; seed < 2_000; seed++) {
            GridText text = GridText.read(file("mood\tcalm\t3\nmood\tangry\njob\tartist\njob\tbaker\t2\njob\tcook\n"));
            String first = first(new PersonaGrid(text, seed), 1).getFirst().text();
            calm += first.contains("calm") ? 1 : 0;
            bakers += first.contains("baker") ? 1 : 0;
        }
        assertThat(calm).isBetween(1_400, 1_600); // standard deviation 19
        assertThat(bakers).isBetween(890, 1_110); // standard deviation 22
    }

    @Test
    void aBrokenGridIsNamedByItsLine() throws IOException {
        assertThatThrownBy(() -> grid("mood\tcalm\t0\n"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("line 2")
                .hasMessageContaining("from 1 to 10");
        assertThatThrownBy(() -> grid("mood\n")).hasMessageContaining("line 2");
        assertThatThrownBy(() -> grid("mood\tcalm\nmood\tcalm\n")).hasMessageContaining("'calm' twice");
        assertThatThrownBy(() -> grid("mood\tcalm\njob\tcook\ncolour\tred\n")).hasMessageContaining("'colour'");
    }

    private PersonaGrid grid(String lines) throws IOException {
        return new PersonaGrid(file(lines), 1);
    }

    private Path file(String lines) throws IOException {
        return Files.writeString(folder.resolve("grid.tsv"), "text\tA(n) {mood} {job}.\n" + lines);
    }

    private static List<Persona> first(PersonaGrid grid, int count) {
        List<Persona> personas = new ArrayList<>();
        try (PersonaStream stream = grid.open()) {
            while (personas.size() < count) {
                personas.add(stream.next().orElseThrow());
            }
        }
        return personas;
    }
}
