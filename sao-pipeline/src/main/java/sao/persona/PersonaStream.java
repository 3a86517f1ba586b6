package sao.persona;

import java.util.Optional;
import sao.domain.Persona;

/// A sequential stream of personas, which keeps no earlier persona in memory. Not thread-safe.
public interface PersonaStream extends AutoCloseable {
    /// {@return the next persona; empty at the end of the stream}
    ///
    /// @throws sao.error.SaoException if the source cannot be read, or too many of its entries cannot
    Optional<Persona> next();

    /// {@return the number of unreadable entries skipped so far}
    long broken();

    @Override
    void close();
}
