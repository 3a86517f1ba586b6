package sao.synthesis;

import java.util.List;
import sao.domain.Persona;
import sao.persona.Trait;
import sao.prompt.PromptKind;

/// What is known of a row before a model is asked.
///
/// @param number of the row, from 0
/// @param persona it begins with
/// @param traits of the persona
/// @param kind of prompt it is to ask for
record Row(long number, Persona persona, List<Trait> traits, PromptKind kind) {
    Row {
        traits = List.copyOf(traits);
    }
}
