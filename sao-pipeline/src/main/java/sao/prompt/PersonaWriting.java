package sao.prompt;

import sao.chat.ChatModel;
import sao.token.SamplingSettings;

/// Settings for rewriting the personas of a source with a model.
///
/// @param model model that writes; remembers its calls
/// @param sampling sampling settings
/// @param related share of rows whose persona is replaced with a related persona, in [0, 1]
public record PersonaWriting(ChatModel model, SamplingSettings sampling, double related) {
    public PersonaWriting {
        if (!(related >= 0 && related <= 1)) {
            throw new IllegalArgumentException("related is %s, but it must be from 0 to 1".formatted(related));
        }
    }

    /// {@return the identity of these settings; equal identities write equal personas}
    public String identity() {
        return "%s/%s/%s/%s"
                .formatted(
                        PersonaWriter.VERSION, model.fingerprint(), sao.content.ContentId.contentOf(sampling), related);
    }
}
