package sao.prompt;

import sao.chat.ChatModel;
import sao.token.SamplingSettings;

/// How a model makes people of the personas of a source.
///
/// @param model that writes, with its memory
/// @param sampling how its tokens are drawn
/// @param related share of rows whose persona is somebody related to the person written, in [0, 1]
public record PersonaWriting(ChatModel model, SamplingSettings sampling, double related) {
    public PersonaWriting {
        if (!(related >= 0 && related <= 1)) {
            throw new IllegalArgumentException("related is %s, but it must be from 0 to 1".formatted(related));
        }
    }

    /// {@return what determines the people written}
    public String identity() {
        return "%s/%s/%s/%s"
                .formatted(
                        PersonaWriter.VERSION, model.fingerprint(), sao.content.ContentId.contentOf(sampling), related);
    }
}
