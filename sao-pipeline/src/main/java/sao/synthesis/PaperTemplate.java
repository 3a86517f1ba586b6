package sao.synthesis;

import sao.domain.Conversation;
import sao.domain.Persona;

/// The zero-shot template of the method, in our own words: what the paper's Figure 1 asks for.
record PaperTemplate() implements PromptTemplate {
    @Override
    public String name() {
        return "paper-v1";
    }

    @Override
    public Conversation render(Persona persona, long seed) {
        return Conversation.ask("""
                Imagine the person described below. Guess one prompt that this person might give you to work on.

                %s

                Note:
                1. Make the prompt informative and specific.
                2. Begin your output with "User prompt:".""".formatted(persona.text()));
    }
}
