package sao.persona;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.content.ContentId;
import sao.domain.Persona;
import sao.token.Seeds;

/// Personas from combinations of attributes, such as "A patient retired clockmaker in a fishing village who is
/// learning to keep bees." The seed determines the order of all combinations. Combinations with higher weights
/// tend to come earlier, and each combination comes once before any is repeated. The order needs constant memory.
///
/// A combination has as many places in a permutation as the product of the weights of its values, and only its
/// first place counts. This is sampling without replacement with probabilities proportional to the weights. The
/// inverse of the permutation shows whether a place is the first one.
public final class PersonaGrid implements PersonaSource {
    private static final String SOURCE = "grid:";
    private static final String ARTICLE = "A(n) ";
    private static final String VOWELS = "aeiouAEIOU";

    private final GridText grid;
    private final long seed;
    private final List<int[]> owners;
    private final long places;

    /// Creates a grid of the built-in word lists.
    ///
    /// @param seed seed of the order
    public PersonaGrid(long seed) {
        this(GridText.ours(), seed);
    }

    /// Creates a grid of a user's file.
    ///
    /// @param file one value on each line: attribute, tab, value, and optionally a tab and a weight (default 1);
    ///     and one line `text`, tab, and the persona with each attribute in braces, such as `A(n) {mood} {job}`
    /// @param seed seed of the order
    /// @throws sao.error.SaoException if the file cannot be read or is not a valid grid
    public PersonaGrid(Path file, long seed) {
        this(GridText.read(file), seed);
    }

    PersonaGrid(GridText grid, long seed) {
        this.grid = grid;
        this.seed = seed;
        this.owners = grid.attributes().stream().map(Attribute::owners).toList();
        this.places = grid.attributes().stream().mapToLong(Attribute::weight).reduce(1, Math::multiplyExact);
    }

    /// {@return the number of distinct personas}
    public long combinations() {
        return grid.attributes().stream()
                .mapToLong(attribute -> attribute.values().size())
                .reduce(1, Math::multiplyExact);
    }

    @Override
    public List<Attribute> attributes() {
        return grid.attributes();
    }

    @Override
    public List<Trait> traits(Persona persona) {
        String[] values = persona.source().substring(SOURCE.length()).split("/", -1);
        List<Trait> traits = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            traits.add(new Trait(i, Integer.parseInt(values[i])));
        }
        return traits;
    }

    @Override
    public PersonaStream open() {
        return new Walk();
    }

    @Override
    public String identity() {
        return "%s/%d".formatted(grid.version(), seed);
    }

    private Permutation order(long pass) {
        return new Permutation(places, Seeds.of(seed, "%s pass %d".formatted(grid.version(), pass)));
    }

    private Persona persona(long place, long pass) {
        String text = grid.pattern();
        StringBuilder source = new StringBuilder(SOURCE);
        long rest = place;
        for (int i = 0; i < owners.size(); i++) {
            int[] owner = owners.get(i);
            int value = owner[(int) (rest % owner.length)];
            rest /= owner.length;
            Attribute attribute = grid.attributes().get(i);
            text = text.replace(
                    "{" + attribute.name() + "}", attribute.values().get(value).text());
            source.append(i == 0 ? "" : "/").append(value);
        }
        if (text.startsWith(ARTICLE)) {
            String person = text.substring(ARTICLE.length());
            text = (VOWELS.indexOf(person.charAt(0)) < 0 ? "A " : "An ") + person;
        }
        return new Persona(id(text, pass), text, source.toString());
    }

    /// Returns the id of a persona. A persona has another id in each pass, so that its prompts differ.
    private static String id(String text, long pass) {
        return pass == 0
                ? ContentId.of(Map.of("kind", "persona", "text", text))
                : ContentId.of(Map.of("kind", "persona", "text", text, "pass", pass));
    }

    /// Whether no other place of the same combination comes earlier in the order.
    private boolean isFirst(Permutation order, long place, long index) {
        return isFirst(order, new long[] {place, 0, 1}, 0, index);
    }

    /// @param state the unprocessed digits of the place, the partial number of another place of the same
    ///     combination, and the factor of its next digit
    private boolean isFirst(Permutation order, long[] state, int attribute, long index) {
        if (attribute == owners.size()) {
            return order.indexOf(state[1]) >= index;
        }
        int[] owner = owners.get(attribute);
        int digit = (int) (state[0] % owner.length);
        int first = digit;
        while (first > 0 && owner[first - 1] == owner[digit]) {
            first--;
        }
        for (int other = first; other < owner.length && owner[other] == owner[digit]; other++) {
            long[] next = {state[0] / owner.length, state[1] + other * state[2], state[2] * owner.length};
            if (!isFirst(order, next, attribute + 1, index)) {
                return false;
            }
        }
        return true;
    }

    private final class Walk implements PersonaStream {
        private final boolean weighted = places != combinations();
        private long pass;
        private long index;
        private Permutation order = order(0);

        @Override
        public Optional<Persona> next() {
            while (true) {
                if (index == places) {
                    index = 0;
                    order = order(++pass);
                }
                long place = order.at(index++);
                if (!weighted || isFirst(order, place, index - 1)) {
                    return Optional.of(persona(place, pass));
                }
            }
        }

        @Override
        public long broken() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
