package sao.jinja;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import sao.jinja.Statement.Macro;
import sao.jinja.Statement.Parameter;
import sao.jinja.Statement.Target;
import sao.python.Undefined;

/// Parses tags and their bodies.
public final class StatementParser {
    private static final Expression CAPTURED = new Expression.Name(Statement.CAPTURED);

    private final TokenStream tokens;
    private final ExpressionParser expressions;

    private StatementParser(TokenStream tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
    }

    public static List<Statement> parse(String source) {
        StatementParser parser = new StatementParser(new TokenStream(Lexer.tokens(source)));
        return parser.body(Set.of());
    }

    /// {@return the statements up to a tag with one of these names, or to the end if the names are empty; of
    /// that tag only the opening delimiter is consumed}
    private List<Statement> body(Set<String> ends) {
        tokens.enter();
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = tokens.next();
            switch (token.kind()) {
                case TEXT -> statements.add(new Statement.Text(token.text()));
                case OUTPUT_BEGIN -> {
                    statements.add(new Statement.Output(token.line(), expressions.tupleOrSingle(true)));
                    tokens.expect(Token.Kind.OUTPUT_END, "'}}'");
                }
                case TAG_BEGIN -> {
                    if (tokens.peek().kind() == Token.Kind.NAME
                            && ends.contains(tokens.peek().text())) {
                        tokens.leave();
                        return statements;
                    }
                    statements.add(tag());
                }
                default -> {
                    if (!ends.isEmpty()) {
                        throw tokens.error("one of %s is missing".formatted(ends));
                    }
                    return statements;
                }
            }
        }
    }

    private Statement tag() {
        int line = tokens.peek().line();
        String name = tokens.expect(Token.Kind.NAME, "the name of a tag").text();
        return switch (name) {
            case "if" -> conditional(line);
            case "for" -> loop(line);
            case "set" -> assignment(line);
            case "macro" -> {
                String macroName =
                        tokens.expect(Token.Kind.NAME, "the macro's name").text();
                yield new Statement.Define(line, macro(macroName, "endmacro"));
            }
            case "call" -> callBlock(line);
            case "filter" -> {
                Expression filtered = expressions.filters(CAPTURED);
                endOfTag();
                yield new Statement.FilterBlock(line, filtered, closedBody("endfilter"));
            }
            case "with" -> with(line);
            case "generation" -> {
                endOfTag();
                yield new Statement.Group(closedBody("endgeneration"));
            }
            case "break", "continue" -> {
                endOfTag();
                yield new Statement.Leave(line, name.equals("continue"));
            }
            default -> throw tokens.error("the tag '%s' is not known here".formatted(name));
        };
    }

    private void endOfTag() {
        tokens.expect(Token.Kind.TAG_END, "'%}'");
    }

    /// {@return the body up to its closing tag, which is consumed}
    private List<Statement> closedBody(String end) {
        List<Statement> body = body(Set.of(end));
        tokens.next();
        endOfTag();
        return body;
    }

    private Statement conditional(int line) {
        List<Statement.Branch> branches = new ArrayList<>();
        Token end;
        do {
            Expression condition = expressions.tupleOrSingle(true);
            endOfTag();
            branches.add(new Statement.Branch(condition, body(Set.of("elif", "else", "endif"))));
            end = tokens.next();
        } while (end.isName("elif"));
        return new Statement.If(line, branches, otherwise(end, "endif"));
    }

    /// {@return the body of `else` if that is the tag that was begun; the closing tag is read in any case}
    private List<Statement> otherwise(Token begun, String closing) {
        endOfTag();
        return begun.isName("else") ? closedBody(closing) : List.of();
    }

    private Statement loop(int line) {
        Target target = target();
        if (!tokens.skipName("in")) {
            throw tokens.error(
                    "'in' is missing before %s".formatted(tokens.peek().described()));
        }
        Expression items = expressions.tupleOrSingle(false);
        Expression filter = tokens.skipName("if") ? expressions.expression() : new Expression.Constant(true);
        if (tokens.peek().isName("recursive")) {
            throw tokens.error("recursive loops are not supported");
        }
        endOfTag();
        List<Statement> body = body(Set.of("else", "endfor"));
        return new Statement.For(line, target, items, filter, body, otherwise(tokens.next(), "endfor"));
    }

    private Target target() {
        List<Target> targets = new ArrayList<>();
        boolean several = false;
        do {
            if (several && tokens.peek().isName("in")) {
                break;
            }
            targets.add(singleTarget());
            several |= tokens.peek().isOperator(",");
        } while (tokens.skipOperator(","));
        return several ? new Target.Several(targets) : targets.getFirst();
    }

    private Target singleTarget() {
        if (tokens.skipOperator("(")) {
            tokens.enter();
            Target inside = target();
            tokens.leave();
            tokens.expectOperator(")");
            return inside;
        }
        String name = tokens.expect(Token.Kind.NAME, "a name").text();
        if (Set.of("true", "false", "none", "True", "False", "None").contains(name)) {
            throw tokens.error("'%s' cannot be assigned to".formatted(name));
        }
        return tokens.skipOperator(".")
                ? new Target.Member(
                        name, tokens.expect(Token.Kind.NAME, "a name").text())
                : new Target.Variable(name);
    }

    private Statement assignment(int line) {
        Target target = target();
        if (tokens.skipOperator("=")) {
            Expression value = expressions.tupleOrSingle(true);
            endOfTag();
            return new Statement.Set(line, target, value);
        }
        Expression filtered = tokens.skipOperator("|") ? expressions.filters(CAPTURED) : CAPTURED;
        endOfTag();
        return new Statement.Capture(line, target, filtered, closedBody("endset"));
    }

    private Macro macro(String name, String end) {
        List<Parameter> parameters = new ArrayList<>();
        if (tokens.skipOperator("(")) {
            while (!tokens.skipOperator(")")) {
                String parameter =
                        tokens.expect(Token.Kind.NAME, "a parameter's name").text();
                Expression otherwise = tokens.skipOperator("=")
                        ? expressions.expression()
                        : new Expression.Constant(
                                new Undefined("parameter '%s' was not provided".formatted(parameter)));
                parameters.add(new Parameter(parameter, otherwise));
                if (!tokens.peek().isOperator(")")) {
                    tokens.expectOperator(",");
                }
            }
        }
        endOfTag();
        return new Macro(name, parameters, closedBody(end));
    }

    private Statement callBlock(int line) {
        List<Parameter> parameters = new ArrayList<>();
        if (tokens.skipOperator("(")) {
            while (!tokens.skipOperator(")")) {
                String parameter =
                        tokens.expect(Token.Kind.NAME, "a parameter's name").text();
                parameters.add(new Parameter(parameter, new Expression.Constant(new Undefined(parameter))));
                if (!tokens.peek().isOperator(")")) {
                    tokens.expectOperator(",");
                }
            }
        }
        if (!(expressions.expression() instanceof Expression.Call call)) {
            throw tokens.error("a call is missing");
        }
        endOfTag();
        return new Statement.CallBlock(line, new Macro("caller", parameters, closedBody("endcall")), call);
    }

    private Statement with(int line) {
        List<Statement.Set> assignments = new ArrayList<>();
        while (tokens.peek().kind() != Token.Kind.TAG_END) {
            Target target = singleTarget();
            tokens.expectOperator("=");
            assignments.add(new Statement.Set(line, target, expressions.expression()));
            if (tokens.peek().kind() != Token.Kind.TAG_END) {
                tokens.expectOperator(",");
            }
        }
        endOfTag();
        return new Statement.With(line, assignments, closedBody("endwith"));
    }
}
