package sao.persona;

/// Where personas come from, in an order that never changes.
public interface PersonaSource {
    /// {@return the personas from the first one on}
    ///
    /// @throws sao.domain.SaoException if there are none, or they cannot be read
    PersonaStream open();

    /// {@return what determines the personas and their order: equal identities, equal streams}
    String identity();
}
