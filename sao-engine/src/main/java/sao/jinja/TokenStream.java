package sao.jinja;

import java.util.List;
import sao.error.SaoException;

/// The tokens of a template, read from the first to the last.
final class TokenStream {
    private static final int DEEPEST = 200; // far beyond any template, far within any thread's stack

    private final List<Token> tokens;
    private int at;
    private int depth;

    TokenStream(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token peek() {
        return tokens.get(at);
    }

    Token peekAfter() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    boolean skipOperator(String operator) {
        boolean there = peek().isOperator(operator);
        if (there) {
            next();
        }
        return there;
    }

    boolean skipName(String name) {
        boolean there = peek().isName(name);
        if (there) {
            next();
        }
        return there;
    }

    void expectOperator(String operator) {
        if (!skipOperator(operator)) {
            throw error("'%s' is missing before %s".formatted(operator, peek().described()));
        }
    }

    Token expect(Token.Kind kind, String what) {
        if (peek().kind() != kind) {
            throw error("%s is missing before %s".formatted(what, peek().described()));
        }
        return next();
    }

    /// Enters a nested part; [#leave] leaves it.
    void enter() {
        requireDepth(++depth);
    }

    void leave() {
        depth--;
    }

    /// Refuses a chain of operators whose nesting would be too deep.
    void requireChain(int links) {
        requireDepth(depth + links);
    }

    private void requireDepth(int reached) {
        if (reached > DEEPEST) {
            throw error("more than %d levels are nested".formatted(DEEPEST));
        }
    }

    SaoException error(String problem) {
        return TemplateSyntax.error(peek().line(), problem);
    }
}
