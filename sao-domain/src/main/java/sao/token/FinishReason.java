package sao.token;

import java.util.Locale;

/// Why a generation ended, in the words of the OpenAI protocol.
public enum FinishReason {
    /// The model ended its turn, or a stop text appeared.
    STOP,
    /// The limit of tokens or the end of the context was reached: the answer is truncated.
    LENGTH;

    /// {@return the name in the OpenAI protocol, in lower case}
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
