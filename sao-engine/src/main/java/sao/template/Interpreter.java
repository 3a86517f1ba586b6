package sao.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.jinja.Expression;
import sao.jinja.Statement;
import sao.jinja.Statement.Macro;
import sao.jinja.Statement.Parameter;
import sao.jinja.Statement.Target;
import sao.python.None;

/// Executes the statements of a template.
final class Interpreter {
    private static final String CALLER = "caller";
    private static final int WORK_OF_AN_ITEM = 8;

    private final Rendering rendering;
    private final Evaluator evaluator;
    private final TextForm texts;
    private int loops;

    Interpreter(Rendering rendering) {
        this.rendering = rendering;
        this.evaluator = new Evaluator(rendering);
        this.texts = new TextForm(rendering);
    }

    /// The way in which a body ended.
    private enum Flow {
        ON,
        NEXT_ITEM,
        OUT_OF_LOOP
    }

    /// {@return the output of the statements}
    String render(List<Statement> statements, Scope scope) {
        StringBuilder output = new StringBuilder();
        run(statements, scope, output);
        return output.toString();
    }

    Values values() {
        return evaluator.values();
    }

    private Flow run(List<Statement> statements, Scope scope, StringBuilder output) {
        for (Statement statement : statements) {
            Flow flow = run(statement, scope, output);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow run(Statement statement, Scope scope, StringBuilder output) {
        switch (statement) {
            case Statement.Text text -> print(text.text(), output);
            case Statement.Output printed -> {
                rendering.at(printed.line());
                print(texts.text(evaluator.evaluate(printed.value(), scope)), output);
            }
            case Statement.Set set -> assign(set, scope);
            case Statement.Define define -> scope.set(define.macro().name(), callable(define.macro(), scope));
            case Statement.If conditional -> {
                return run(chosen(conditional, scope), scope, output);
            }
            case Statement.For loop -> {
                return run(loop, scope, output);
            }
            case Statement.Capture capture -> {
                rendering.at(capture.line());
                Object text = captured(capture.filtered(), capture.body(), scope);
                assign(capture.target(), text, scope);
            }
            case Statement.FilterBlock block -> {
                rendering.at(block.line());
                print(texts.text(captured(block.filtered(), block.body(), scope)), output);
            }
            case Statement.CallBlock block -> callBlock(block, scope, output);
            case Statement.With with -> {
                Scope inner = scope.inner();
                with.assignments().forEach(set -> assign(set.target(), evaluator.evaluate(set.value(), scope), inner));
                return run(with.body(), inner, output);
            }
            case Statement.Group group -> {
                return run(group.body(), scope, output);
            }
            case Statement.Leave leave -> {
                return leave.loopGoesOn() ? Flow.NEXT_ITEM : Flow.OUT_OF_LOOP;
            }
        }
        return Flow.ON;
    }

    private void print(String text, StringBuilder output) {
        rendering.work(text.length());
        output.append(text);
    }

    private List<Statement> chosen(Statement.If conditional, Scope scope) {
        rendering.at(conditional.line());
        for (Statement.Branch branch : conditional.branches()) {
            if (evaluator.truth(branch.condition(), scope)) {
                return branch.body();
            }
        }
        return conditional.otherwise();
    }

    private Flow run(Statement.For loop, Scope scope, StringBuilder output) {
        rendering.at(loop.line());
        List<Object> items = values().items(evaluator.evaluate(loop.items(), scope));
        items.removeIf(item -> {
            rendering.work(WORK_OF_AN_ITEM);
            Scope one = scope.inner();
            assign(loop.target(), item, one);
            return !evaluator.truth(loop.filter(), one);
        });
        if (items.isEmpty()) {
            return run(loop.otherwise(), scope.inner(), output);
        }
        LoopState state = new LoopState(items, ++loops);
        for (int i = 0; i < items.size(); i++) {
            Scope one = scope.inner();
            state.moveTo(i);
            one.set("loop", state);
            assign(loop.target(), items.get(i), one);
            if (run(loop.body(), one, output) == Flow.OUT_OF_LOOP) {
                break;
            }
        }
        loops--;
        return Flow.ON;
    }

    private void assign(Statement.Set set, Scope scope) {
        rendering.at(set.line());
        assign(set.target(), evaluator.evaluate(set.value(), scope), scope);
    }

    private void assign(Target target, Object value, Scope scope) {
        switch (target) {
            case Target.Variable variable -> scope.set(variable.name(), value);
            case Target.Member member -> {
                if (!(scope.get(member.name()).orElse(None.NONE) instanceof Namespace namespace)) {
                    throw rendering.fail("'%s' is not a namespace, so '%s' cannot be set"
                            .formatted(member.name(), member.attribute()));
                }
                namespace.attributes().put(member.attribute(), value);
            }
            case Target.Several several -> {
                List<Object> items = values().items(value);
                if (items.size() != several.targets().size()) {
                    throw rendering.fail("%d values cannot be given to %d names"
                            .formatted(items.size(), several.targets().size()));
                }
                for (int i = 0; i < items.size(); i++) {
                    assign(several.targets().get(i), items.get(i), scope);
                }
            }
        }
    }

    private Object captured(Expression filtered, List<Statement> body, Scope scope) {
        Scope inner = scope.inner();
        String text = render(body, inner);
        Scope filter = scope.inner();
        filter.set(Statement.CAPTURED, text);
        return evaluator.evaluate(filtered, filter);
    }

    private void callBlock(Statement.CallBlock block, Scope scope, StringBuilder output) {
        rendering.at(block.line());
        Callable caller = callable(block.caller(), scope);
        print(texts.text(evaluator.call(block.call(), scope, Map.of(CALLER, caller))), output);
    }

    /// {@return the macro as a function; its body can read the names that are visible at its definition}
    private Callable callable(Macro macro, Scope defined) {
        return arguments -> {
            rendering.enter();
            Scope scope = defined.inner();
            bind(macro, arguments, scope);
            String text = render(macro.body(), scope);
            rendering.leave();
            return text;
        };
    }

    private void bind(Macro macro, Arguments arguments, Scope scope) {
        List<Parameter> parameters = macro.parameters();
        Map<String, Object> named = new LinkedHashMap<>(arguments.named());
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            Object byName = named.remove(parameter.name());
            Object value = i < arguments.positional().size()
                    ? arguments.positional().get(i)
                    : byName != null ? byName : evaluator.evaluate(parameter.otherwise(), scope);
            scope.set(parameter.name(), value);
        }
        Object caller = named.remove(CALLER);
        if (caller != null) {
            scope.set(CALLER, caller);
        }
        if (!named.isEmpty() || arguments.positional().size() > parameters.size()) {
            throw rendering.fail(
                    "macro '%s' was given more than its %d parameters".formatted(macro.name(), parameters.size()));
        }
    }
}
