package sao.persona;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PersonaGridTest {
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
    void theStreamAndThePlaceInTheOrderAgree() {
        PersonaGrid grid = new PersonaGrid(7);
        try (PersonaStream stream = grid.open()) {
            for (int i = 0; i < 50; i++) {
                assertThat(stream.next()).hasValue(grid.at(i));
            }
        }
        assertThat(grid.at(grid.combinations())).isNotEqualTo(grid.at(0));
    }

    @Test
    void seedsShuffleDifferently() {
        assertThat(new PersonaGrid(1).at(0)).isNotEqualTo(new PersonaGrid(2).at(0));
        assertThat(new PersonaGrid(1).at(5)).isEqualTo(new PersonaGrid(1).at(5));
    }

    @Test
    void everySentenceIsWellFormed() {
        PersonaGrid grid = new PersonaGrid(3);
        for (int i = 0; i < 5_000; i++) {
            assertThat(grid.at(i).text())
                    .matches(
                            "(A [^aeiou ]|An [aeiou])[a-zA-Z' -]* (in|on|near|beside) [a-zA-Z' -]* who [a-zA-Z' -]+\\.");
        }
    }

    @Test // 20,000 draws over 40 temperaments: 500 expected, standard deviation 22; six of them allowed
    void wordsComeAboutEquallyOften() {
        PersonaGrid grid = new PersonaGrid(11);
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            counts.merge(grid.at(i).text().split(" ", 3)[1], 1, Integer::sum);
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
            }
            assertThat(images).as("size %d", size).hasSize((int) size);
        }
    }
}
