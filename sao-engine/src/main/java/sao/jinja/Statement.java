package sao.jinja;

import java.util.List;

/// A statement of a template; `line` is its line in the source.
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

    /// Assigns the text of `body`, passed through filters whose first value is the name [#CAPTURED], to a
    /// target.
    record Capture(int line, Target target, Expression filtered, List<Statement> body) implements Statement {}

    /// Prints the text of `body`, passed through filters.
    record FilterBlock(int line, Expression filtered, List<Statement> body) implements Statement {}

    record Define(int line, Macro macro) implements Statement {}

    record CallBlock(int line, Macro caller, Expression.Call call) implements Statement {}

    record With(int line, List<Set> assignments, List<Statement> body) implements Statement {}

    /// A body that is printed unchanged, such as that of `{% generation %}`.
    record Group(List<Statement> body) implements Statement {}

    record Leave(int line, boolean loopGoesOn) implements Statement {}

    /// The name of captured text. It cannot occur in a template.
    String CAPTURED = " captured";

    record Branch(Expression condition, List<Statement> body) {}

    record Macro(String name, List<Parameter> parameters, List<Statement> body) {}

    /// @param otherwise default if the caller does not give a value
    record Parameter(String name, Expression otherwise) {}

    /// The target of an assignment.
    sealed interface Target {
        record Variable(String name) implements Target {}

        record Member(String name, String attribute) implements Target {}

        record Several(List<Target> targets) implements Target {}
    }
}
