package sao.synthesis;

import sao.domain.ChatModel;
import sao.domain.Conversation;
import sao.domain.Persona;
import sao.domain.Seeds;

/// Has a model write a prompt in a persona's role.
///
/// @param model that writes
/// @param settings template and sampling
/// @param seed of the round
record PromptWriter(ChatModel model, PromptSettings settings, long seed) {
    PromptReading write(Persona persona) {
        Conversation request = settings.template().render(persona, Seeds.of(seed, persona.id() + " examples"));
        return PromptReader.read(
                persona,
                model.generate(request, settings.sampling(), 1, Seeds.of(seed, persona.id() + " prompt"))
                        .answers()
                        .getFirst());
    }
}
