package sao.persona;

import java.util.List;
import sao.domain.Persona;

/// Where personas come from, in an order that never changes.
public interface PersonaSource {
    /// {@return the personas from the first one on}
    ///
    /// @throws sao.error.SaoException if there are none, or they cannot be read
    PersonaStream open();

    /// {@return what determines the personas and their order: equal identities, equal streams}
    String identity();

    /// {@return the attributes that personas are made of; none if they are not made of attributes}
    default List<Attribute> attributes() {
        return List.of();
    }

    /// {@return what one of this source's personas is made of, one trait for each attribute}
    default List<Trait> traits(Persona persona) {
        return List.of();
    }
}
