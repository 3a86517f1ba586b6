package sao.jinja;

import java.util.List;

/// An expression of a template.
public sealed interface Expression {
    record Constant(Object value) implements Expression {}

    record Name(String name) implements Expression {}

    record Attribute(Expression object, String name) implements Expression {}

    record Item(Expression object, Expression key) implements Expression {}

    record Slice(Expression object, Expression from, Expression to, Expression step) implements Expression {}

    record Call(Expression function, Given given) implements Expression {}

    record Filter(Expression value, String name, Given given) implements Expression {}

    record Test(Expression value, String name, Given given) implements Expression {}

    record Not(Expression value) implements Expression {}

    record Signed(char sign, Expression value) implements Expression {}

    record Binary(String operator, Expression left, Expression right) implements Expression {}

    record And(Expression left, Expression right) implements Expression {}

    record Or(Expression left, Expression right) implements Expression {}

    record Comparison(Expression first, List<Compared> others) implements Expression {}

    record Conditional(Expression condition, Expression value, Expression otherwise) implements Expression {}

    record ListLiteral(List<Expression> items) implements Expression {}

    record TupleLiteral(List<Expression> items) implements Expression {}

    record MapLiteral(List<Entry> entries) implements Expression {}

    /// One link of a chain such as `a < b <= c`.
    record Compared(String operator, Expression value) {}

    record Entry(Expression key, Expression value) {}

    record Named(String name, Expression value) {}

    /// The arguments of a call.
    record Given(List<Expression> positional, List<Named> named) {
        static final Given NOTHING = new Given(List.of(), List.of());
    }
}
