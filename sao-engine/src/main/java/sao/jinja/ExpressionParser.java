package sao.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import sao.jinja.Expression.Compared;
import sao.jinja.Expression.Constant;
import sao.python.Undefined;

/// Parses expressions with Jinja's precedence: conditional, or, and, not, comparison, plus and minus, `~`,
/// multiplication and division, power, sign. [OperandParser] parses the operands.
final class ExpressionParser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final TokenStream tokens;
    private final OperandParser operands;

    ExpressionParser(TokenStream tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this);
    }

    /// {@return an expression, or a tuple where commas follow without parentheses}
    ///
    /// @param conditional whether `if` inside belongs to the expression
    Expression tupleOrSingle(boolean conditional) {
        Expression first = conditional ? expression() : or();
        if (!tokens.peek().isOperator(",")) {
            return first;
        }
        List<Expression> items = new ArrayList<>(List.of(first));
        while (tokens.skipOperator(",") && beginsExpression()) {
            items.add(conditional ? expression() : or());
        }
        return new Expression.TupleLiteral(items);
    }

    private boolean beginsExpression() {
        Token token = tokens.peek();
        return switch (token.kind()) {
            case STRING, INTEGER, FLOAT -> true;
            case NAME -> !Set.of("in", "if", "recursive").contains(token.text());
            case OPERATOR -> Set.of("(", "[", "{", "-", "+").contains(token.text());
            default -> false;
        };
    }

    Expression expression() {
        tokens.enter();
        Expression value = or();
        int links = 0;
        while (tokens.skipName("if")) {
            tokens.requireChain(++links);
            Expression condition = or();
            Expression otherwise = tokens.skipName("else")
                    ? expression()
                    : new Constant(new Undefined("the inline if-expression without else evaluated to false"));
            value = new Expression.Conditional(condition, value, otherwise);
        }
        tokens.leave();
        return value;
    }

    private Expression or() {
        Expression left = and();
        for (int links = 0; tokens.skipName("or"); links++) {
            tokens.requireChain(links);
            left = new Expression.Or(left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        for (int links = 0; tokens.skipName("and"); links++) {
            tokens.requireChain(links);
            left = new Expression.And(left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.skipName("not")) {
            return comparison();
        }
        tokens.enter();
        Expression negated = new Expression.Not(not());
        tokens.leave();
        return negated;
    }

    private Expression comparison() {
        Expression first = sum();
        List<Compared> others = new ArrayList<>();
        while (true) {
            Token token = tokens.peek();
            if (token.kind() == Token.Kind.OPERATOR && COMPARISONS.contains(token.text())) {
                tokens.next();
                others.add(new Compared(token.text(), sum()));
            } else if (tokens.skipName("in")) {
                others.add(new Compared("in", sum()));
            } else if (token.isName("not") && tokens.peekAfter().isName("in")) {
                tokens.next();
                tokens.next();
                others.add(new Compared("not in", sum()));
            } else {
                return others.isEmpty() ? first : new Expression.Comparison(first, others);
            }
        }
    }

    private Expression sum() {
        return chain(this::concatenation, Set.of("+", "-"));
    }

    private Expression concatenation() {
        return chain(this::product, Set.of("~"));
    }

    private Expression product() {
        return chain(this::power, Set.of("*", "/", "//", "%"));
    }

    private Expression power() {
        return chain(() -> unary(true), Set.of("**"));
    }

    private Expression chain(Supplier<Expression> operand, Set<String> operators) {
        Expression left = operand.get();
        for (int links = 0; ; links++) {
            Token token = tokens.peek();
            if (token.kind() != Token.Kind.OPERATOR || !operators.contains(token.text())) {
                return left;
            }
            tokens.requireChain(links);
            tokens.next();
            left = new Expression.Binary(token.text(), left, operand.get());
        }
    }

    private Expression unary(boolean filtered) {
        tokens.enter();
        Expression value;
        Token token = tokens.peek();
        if (token.isOperator("-") || token.isOperator("+")) {
            tokens.next();
            value = new Expression.Signed(token.text().charAt(0), unary(false));
        } else {
            value = operands.primary();
        }
        value = operands.following(value, filtered);
        tokens.leave();
        return value;
    }

    /// {@return the filter whose name is next, and the filters that follow it by `|`}
    Expression filters(Expression value) {
        return operands.filters(value);
    }
}
