package sao.persona;

import java.util.List;
import sao.domain.Persona;

/// A source of personas in a fixed order. Implementations are immutable.
public interface PersonaSource {
    /// {@return all personas, from the first one; the caller closes the stream}
    ///
    /// @throws sao.error.SaoException if there are no personas or they cannot be read
    PersonaStream open();

    /// {@return whether the personas and their order do not depend on the seed of a round; a round with such a
    /// source continues where the previous round stopped}
    default boolean isFixed() {
        return false;
    }

    /// {@return the personas of a round; the caller closes the stream}
    ///
    /// A fixed source continues after the personas of earlier rounds. When it is exhausted, it continues with its
    /// first persona under another id. Within one round each persona occurs at most once.
    ///
    /// @param drawn number of personas that earlier rounds of the run have drawn
    /// @throws sao.error.SaoException if there are no personas or they cannot be read
    default PersonaStream openAfter(long drawn) {
        return isFixed() && drawn > 0 ? new PersonaCycle(this, drawn) : open();
    }

    /// {@return the identity of the source; sources with equal identities have equal personas in equal order}
    String identity();

    /// {@return the attributes of the personas; empty for sources without attributes}
    default List<Attribute> attributes() {
        return List.of();
    }

    /// {@return the traits of a persona of this source, one for each attribute; empty for sources without
    /// attributes}
    default List<Trait> traits(Persona persona) {
        return List.of();
    }
}
