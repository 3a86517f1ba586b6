package sao.token;

import java.util.Locale;

/// Why generation ended, by the names of the OpenAI protocol.
public enum FinishReason {
    /// The model ended its turn, or a stop text or stop token appeared.
    STOP,
    /// The maximum number of tokens or the end of the context was reached: the answer is truncated.
    LENGTH;

    /// {@return the name in the OpenAI protocol, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
