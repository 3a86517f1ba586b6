package sao.config;

/// What a model computes from a hidden state.
public enum OutputHead {
    /// The logits of the next token: V numbers.
    TOKENS,
    /// The reward of the text up to the token: one number. The model is a reward model and generates nothing.
    REWARD
}
