package sao.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sao.jinja.Expression.Constant;
import sao.jinja.Expression.Given;
import sao.jinja.Expression.Named;
import sao.python.None;

/// Parses operands and their suffixes: `.`, `[`, `(`, filters and tests.
final class OperandParser {
    private static final Constant ABSENT = new Constant(None.NONE);

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    OperandParser(TokenStream tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    Expression primary() {
        Token token = tokens.next();
        return switch (token.kind()) {
            case NAME ->
                switch (token.text()) {
                    case "true", "True" -> new Constant(true);
                    case "false", "False" -> new Constant(false);
                    case "none", "None" -> new Constant(None.NONE);
                    default -> new Expression.Name(token.text());
                };
            case STRING -> {
                StringBuilder text = new StringBuilder(token.text());
                while (tokens.peek().kind() == Token.Kind.STRING) {
                    text.append(tokens.next().text());
                }
                yield new Constant(text.toString());
            }
            case INTEGER -> new Constant(integer(token.text()));
            case FLOAT -> new Constant(Double.parseDouble(token.text()));
            case OPERATOR -> bracketed(token);
            default -> throw tokens.error("%s stands where a value is expected".formatted(token.described()));
        };
    }

    private long integer(String digits) {
        try {
            if (digits.length() > 1 && Character.isLetter(digits.charAt(1))) {
                int radix = switch (digits.charAt(1)) {
                    case 'x', 'X' -> 16;
                    case 'o', 'O' -> 8;
                    default -> 2;
                };
                return Long.parseLong(digits.substring(2), radix);
            }
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            throw tokens.error("the number %s is too large".formatted(digits));
        }
    }

    private Expression bracketed(Token opening) {
        return switch (opening.text()) {
            case "(" -> {
                if (tokens.skipOperator(")")) {
                    yield new Expression.TupleLiteral(List.of());
                }
                Expression inside = expressions.tupleOrSingle(true);
                tokens.expectOperator(")");
                yield inside;
            }
            case "[" -> {
                List<Expression> items = new ArrayList<>();
                while (!tokens.skipOperator("]")) {
                    items.add(expressions.expression());
                    separator("]");
                }
                yield new Expression.ListLiteral(items);
            }
            case "{" -> {
                List<Expression.Entry> entries = new ArrayList<>();
                while (!tokens.skipOperator("}")) {
                    Expression key = expressions.expression();
                    tokens.expectOperator(":");
                    entries.add(new Expression.Entry(key, expressions.expression()));
                    separator("}");
                }
                yield new Expression.MapLiteral(entries);
            }
            default -> throw tokens.error("'%s' stands where a value is expected".formatted(opening.text()));
        };
    }

    private void separator(String closing) {
        if (!tokens.peek().isOperator(closing)) {
            tokens.expectOperator(",");
        }
    }

    /// {@return the operand with its suffixes}
    Expression following(Expression first, boolean filtered) {
        Expression value = first;
        for (int links = 0; ; links++) {
            tokens.requireChain(links);
            if (tokens.skipOperator(".")) {
                Token name = tokens.next();
                value = switch (name.kind()) {
                    case NAME -> new Expression.Attribute(value, name.text());
                    case INTEGER -> new Expression.Item(value, new Constant(integer(name.text())));
                    default -> throw tokens.error("a name is missing after '.'");
                };
            } else if (tokens.skipOperator("[")) {
                value = subscript(value);
            } else if (tokens.peek().isOperator("(")) {
                value = new Expression.Call(value, given());
            } else if (filtered && tokens.skipOperator("|")) {
                value = filter(value);
            } else if (filtered && tokens.skipName("is")) {
                value = test(value);
            } else {
                return value;
            }
        }
    }

    /// {@return the filter whose name is next, and the filters that follow it by `|`}
    Expression filters(Expression value) {
        Expression filtered = filter(value);
        for (int links = 0; tokens.skipOperator("|"); links++) {
            tokens.requireChain(links);
            filtered = filter(filtered);
        }
        return filtered;
    }

    private Expression filter(Expression value) {
        String name = dottedName();
        Given given = tokens.peek().isOperator("(") ? given() : Given.NOTHING;
        return new Expression.Filter(value, name, given);
    }

    private String dottedName() {
        StringBuilder name =
                new StringBuilder(tokens.expect(Token.Kind.NAME, "a name").text());
        while (tokens.skipOperator(".")) {
            name.append('.').append(tokens.expect(Token.Kind.NAME, "a name").text());
        }
        return name.toString();
    }

    private Expression test(Expression value) {
        boolean negated = tokens.skipName("not");
        String name = dottedName();
        Given given = Given.NOTHING;
        Token next = tokens.peek();
        if (next.isOperator("(")) {
            given = given();
        } else if (beginsArgument(next)) {
            given = new Given(List.of(argumentOfTest()), List.of());
        }
        Expression test = new Expression.Test(value, name, given);
        return negated ? new Expression.Not(test) : test;
    }

    private static boolean beginsArgument(Token token) {
        return switch (token.kind()) {
            case STRING, INTEGER, FLOAT -> true;
            case NAME -> !Set.of("else", "or", "and", "is", "if", "in", "not").contains(token.text());
            case OPERATOR -> token.text().equals("[") || token.text().equals("{");
            default -> false;
        };
    }

    private Expression argumentOfTest() {
        tokens.enter();
        Expression value = following(primary(), false);
        tokens.leave();
        return value;
    }

    private Expression subscript(Expression object) {
        Expression from = ABSENT;
        if (!tokens.peek().isOperator(":")) {
            from = expressions.tupleOrSingle(true);
            if (tokens.skipOperator("]")) {
                return new Expression.Item(object, from);
            }
        }
        tokens.expectOperator(":");
        Expression to = ABSENT;
        Expression step = ABSENT;
        if (!tokens.peek().isOperator(":") && !tokens.peek().isOperator("]")) {
            to = expressions.expression();
        }
        if (tokens.skipOperator(":") && !tokens.peek().isOperator("]")) {
            step = expressions.expression();
        }
        tokens.expectOperator("]");
        return new Expression.Slice(object, from, to, step);
    }

    /// {@return the arguments in parentheses}
    private Given given() {
        tokens.expectOperator("(");
        List<Expression> positional = new ArrayList<>();
        List<Named> named = new ArrayList<>();
        while (!tokens.skipOperator(")")) {
            if (tokens.peek().kind() == Token.Kind.NAME && tokens.peekAfter().isOperator("=")) {
                String name = tokens.next().text();
                tokens.next();
                named.add(new Named(name, expressions.expression()));
            } else if (named.isEmpty()) {
                positional.add(expressions.expression());
            } else {
                throw tokens.error("an argument without a name follows one with a name");
            }
            separator(")");
        }
        return new Given(positional, named);
    }
}
