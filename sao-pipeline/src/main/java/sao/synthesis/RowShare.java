package sao.synthesis;

import java.util.Optional;
import sao.domain.Persona;
import sao.error.SaoException;
import sao.persona.PersonaStream;

/// A share of the rows of a round, for synthesis on several machines: of each `shares` consecutive personas the
/// one at position `place`.
///
/// @param place number of this share, from 1 to `shares`
/// @param shares number of shares, at least 1
public record RowShare(int place, int shares) {
    /// All rows.
    static final RowShare ALL = new RowShare(1, 1);

    public RowShare {
        if (shares < 1 || place < 1 || place > shares) {
            throw new IllegalArgumentException(
                    "share is %d/%d, but it must be from 1 to the number of shares".formatted(place, shares));
        }
    }

    /// {@return the share that a text describes}
    ///
    /// @param text such as `1/2`
    /// @throws SaoException if the text does not describe a share
    public static RowShare of(String text) {
        java.util.regex.Matcher found = java.util.regex.Pattern.compile("([1-9]\\d{0,5})/([1-9]\\d{0,5})")
                .matcher(text);
        if (!found.matches() || Integer.parseInt(found.group(1)) > Integer.parseInt(found.group(2))) {
            throw new SaoException(
                    "'%s' is not a share of the rows.".formatted(text),
                    "Write the number of this machine's share and the number of shares, such as 1/2.");
        }
        return new RowShare(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
    }

    /// {@return the size of this share of `count` rows, rounded up}
    long of(long count) {
        return Math.ceilDiv(count, shares);
    }

    /// {@return the personas of this share, in order}
    PersonaStream of(PersonaStream all) {
        return shares == 1 ? all : new Every(all);
    }

    private final class Every implements PersonaStream {
        private final PersonaStream all;
        private int skip = place - 1;

        private Every(PersonaStream all) {
            this.all = all;
        }

        @Override
        public Optional<Persona> next() {
            for (; skip > 0; skip--) {
                if (all.next().isEmpty()) {
                    return Optional.empty();
                }
            }
            skip = shares - 1;
            return all.next();
        }

        @Override
        public long broken() {
            return all.broken();
        }

        @Override
        public void close() {
            all.close();
        }
    }
}
