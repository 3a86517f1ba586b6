package sao.tokenizer;

/// What `tokenizer.ggml.token_type` says of a token.
final class TokenKind {
    static final int NORMAL = 1;
    static final int UNKNOWN = 2;
    static final int CONTROL = 3;
    static final int USER_DEFINED = 4;
    static final int UNUSED = 5;
    static final int BYTE = 6;

    private TokenKind() {}
}
