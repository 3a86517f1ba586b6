package sao.persona;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.domain.Persona;
import sao.domain.Seeds;
import sao.ledger.ContentId;

/// Personas from combinations of our own word lists, such as "A patient retired clockmaker in a fishing
/// village who is learning to keep bees." The seed shuffles all combinations; none comes twice before all
/// have come once, and the persona of a row needs no memory of those before it.
public final class PersonaGrid implements PersonaSource {
    private static final String VERSION = "grid-v1";
    private static final String VOWELS = "aeiou";

    private final long seed;
    private final List<String> temperaments = WordList.load("temperaments");
    private final List<String> stages = WordList.load("stages");
    private final List<String> occupations = WordList.load("occupations");
    private final List<String> places = WordList.load("places");
    private final List<String> pursuits = WordList.load("pursuits");

    /// @param seed of the order
    public PersonaGrid(long seed) {
        this.seed = seed;
    }

    /// {@return how many different personas there are}
    public long combinations() {
        return (long) temperaments.size() * stages.size() * occupations.size() * places.size() * pursuits.size();
    }

    /// {@return the persona at a place of the order}
    ///
    /// @param index from 0; beyond the last combination they come again in another order
    public Persona at(long index) {
        return persona(order(index / combinations()), index);
    }

    @Override
    public PersonaStream open() {
        return new Walk();
    }

    @Override
    public String identity() {
        return "%s/%d".formatted(VERSION, seed);
    }

    private Permutation order(long pass) {
        return new Permutation(combinations(), Seeds.of(seed, "%s pass %d".formatted(VERSION, pass)));
    }

    private Persona persona(Permutation order, long index) {
        long rest = order.at(index % combinations());
        StringBuilder text = new StringBuilder(128);
        for (List<String> words : List.of(temperaments, stages, occupations, places)) {
            text.append(words.get((int) (rest % words.size()))).append(' ');
            rest /= words.size();
        }
        text.append("who ").append(pursuits.get((int) rest)).append('.');
        text.insert(0, VOWELS.indexOf(text.charAt(0)) < 0 ? "A " : "An ");
        return new Persona(id(text.toString(), index / combinations()), text.toString(), "grid");
    }

    /// Somebody who comes again is somebody else to the rest of the run, so that new questions are asked.
    private static String id(String text, long pass) {
        return pass == 0
                ? ContentId.of(Map.of("kind", "persona", "text", text))
                : ContentId.of(Map.of("kind", "persona", "text", text, "pass", pass));
    }

    private final class Walk implements PersonaStream {
        private long index;
        private Permutation order = order(0);

        @Override
        public Optional<Persona> next() {
            if (index > 0 && index % combinations() == 0) {
                order = order(index / combinations());
            }
            return Optional.of(persona(order, index++));
        }

        @Override
        public long broken() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
