package sao.synthesis;

import java.util.List;
import sao.domain.Persona;
import sao.persona.Trait;
import sao.prompt.PromptKind;

/// The state of a row before its first model call.
///
/// @param number number of the row, from 0
/// @param persona persona drawn for the row
/// @param traits traits of the persona; empty if the source has no attributes
/// @param kind requested kind of prompt
record Row(long number, Persona persona, List<Trait> traits, PromptKind kind) {
    Row {
        traits = List.copyOf(traits);
    }
}
