package sao.jinja;

import java.util.List;

/// What a template does; `line` is where it stands in the source.
public sealed interface Statement {
    record Text(String text) implements Statement {}

    record Output(int line, Expression value) implements Statement {}

    record If(int line, List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record For(
            int line,
            Target target,
            Expression items,
            Expression filter,
            List<Statement> body,
            List<Statement> otherwise)
            implements Statement {}

    record Set(int line, Target target, Expression value) implements Statement {}

    /// The text of `body`, passed through filters whose first value is the name [#CAPTURED], to a target.
    record Capture(int line, Target target, Expression filtered, List<Statement> body) implements Statement {}

    /// The same to the output.
    record FilterBlock(int line, Expression filtered, List<Statement> body) implements Statement {}

    record Define(int line, Macro macro) implements Statement {}

    record CallBlock(int line, Macro caller, Expression.Call call) implements Statement {}

    record With(int line, List<Set> assignments, List<Statement> body) implements Statement {}

    /// A body that only marks its text, such as `{% generation %}`.
    record Group(List<Statement> body) implements Statement {}

    record Leave(int line, boolean loopGoesOn) implements Statement {}

    /// A name that no template can write: what a block captured.
    String CAPTURED = " captured";

    record Branch(Expression condition, List<Statement> body) {}

    record Macro(String name, List<Parameter> parameters, List<Statement> body) {}

    /// @param otherwise what it is when the caller does not give it
    record Parameter(String name, Expression otherwise) {}

    /// What can be assigned to.
    sealed interface Target {
        record Variable(String name) implements Target {}

        record Member(String name, String attribute) implements Target {}

        record Several(List<Target> targets) implements Target {}
    }
}
