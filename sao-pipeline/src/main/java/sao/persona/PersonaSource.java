package sao.persona;

import java.util.List;
import sao.domain.Persona;

/// Where personas come from, in an order that never changes.
public interface PersonaSource {
    /// {@return the personas from the first one on}
    ///
    /// @throws sao.error.SaoException if there are none, or they cannot be read
    PersonaStream open();

    /// {@return whether the personas and their order are the same in every round, so that a round reads on
    /// where the one before stopped; else another seed gives other personas}
    default boolean isFixed() {
        return false;
    }

    /// {@return the personas of a round}
    ///
    /// A fixed source continues behind the personas of earlier rounds. When it is used up it begins again with
    /// its first one, under another id; within one round each persona comes at most once.
    ///
    /// @param drawn personas that earlier rounds of the run have drawn
    /// @throws sao.error.SaoException if there are none, or they cannot be read
    default PersonaStream openAfter(long drawn) {
        return isFixed() && drawn > 0 ? new PersonaCycle(this, drawn) : open();
    }

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
