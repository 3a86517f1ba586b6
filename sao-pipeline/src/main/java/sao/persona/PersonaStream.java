package sao.persona;

import java.util.Optional;
import sao.domain.Persona;

/// Personas one after the other; only the next one is held.
public interface PersonaStream extends AutoCloseable {
    /// {@return the next persona; none when there are no more}
    ///
    /// @throws sao.error.SaoException if too much of the source cannot be read
    Optional<Persona> next();

    /// {@return how many entries were left out so far because they could not be read}
    long broken();

    @Override
    void close();
}
