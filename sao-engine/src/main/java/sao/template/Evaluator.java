package sao.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.jinja.Expression;
import sao.jinja.Expression.Compared;
import sao.jinja.Expression.Given;
import sao.python.Tuple;
import sao.python.Undefined;

/// Evaluates expressions.
final class Evaluator {
    private final Rendering rendering;
    private final Values values;
    private final Operations operations;
    private final Access access;
    private final Filters filters;
    private final Tests tests;

    Evaluator(Rendering rendering) {
        this.rendering = rendering;
        this.values = new Values(rendering);
        this.operations = new Operations(values);
        this.access = new Access(values);
        this.filters = new Filters(values, access);
        this.tests = new Tests(values);
    }

    Values values() {
        return values;
    }

    boolean truth(Expression expression, Scope scope) {
        return Values.truth(evaluate(expression, scope));
    }

    Object evaluate(Expression expression, Scope scope) {
        rendering.work(1);
        return switch (expression) {
            case Expression.Constant constant -> constant.value();
            case Expression.Name name ->
                scope.get(name.name()).orElseGet(() -> new Undefined("'%s' is undefined".formatted(name.name())));
            case Expression.Attribute attribute ->
                access.attribute(evaluate(attribute.object(), scope), attribute.name());
            case Expression.Item item -> access.item(evaluate(item.object(), scope), evaluate(item.key(), scope));
            case Expression.Slice slice ->
                operations.slice(
                        evaluate(slice.object(), scope),
                        evaluate(slice.from(), scope),
                        evaluate(slice.to(), scope),
                        evaluate(slice.step(), scope));
            case Expression.Call call -> call(call, scope, Map.of());
            case Expression.Filter filter ->
                filters.apply(filter.name(), evaluate(filter.value(), scope), arguments(filter.given(), scope));
            case Expression.Test test ->
                tests.holds(test.name(), evaluate(test.value(), scope), arguments(test.given(), scope));
            case Expression.Not not -> !truth(not.value(), scope);
            case Expression.Signed signed -> operations.signed(signed.sign(), evaluate(signed.value(), scope));
            case Expression.Binary binary ->
                operations.binary(binary.operator(), evaluate(binary.left(), scope), evaluate(binary.right(), scope));
            case Expression.And and -> {
                Object left = evaluate(and.left(), scope);
                yield Values.truth(left) ? evaluate(and.right(), scope) : left;
            }
            case Expression.Or or -> {
                Object left = evaluate(or.left(), scope);
                yield Values.truth(left) ? left : evaluate(or.right(), scope);
            }
            case Expression.Comparison comparison -> compare(comparison, scope);
            case Expression.Conditional conditional ->
                evaluate(truth(conditional.condition(), scope) ? conditional.value() : conditional.otherwise(), scope);
            case Expression.ListLiteral list -> all(list.items(), scope);
            case Expression.TupleLiteral tuple -> new Tuple(all(tuple.items(), scope));
            case Expression.MapLiteral map -> map(map, scope);
        };
    }

    private boolean compare(Expression.Comparison comparison, Scope scope) {
        Object left = evaluate(comparison.first(), scope);
        for (Compared compared : comparison.others()) {
            Object right = evaluate(compared.value(), scope);
            if (!operations.compare(compared.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private List<Object> all(List<Expression> expressions, Scope scope) {
        List<Object> results = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            results.add(evaluate(expression, scope));
        }
        return Collections.unmodifiableList(results);
    }

    private Map<Object, Object> map(Expression.MapLiteral literal, Scope scope) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Expression.Entry entry : literal.entries()) {
            map.put(values.key(evaluate(entry.key(), scope)), evaluate(entry.value(), scope));
        }
        return Collections.unmodifiableMap(map);
    }

    /// {@return the result of the call}
    ///
    /// @param more additional keyword arguments
    Object call(Expression.Call call, Scope scope, Map<String, Object> more) {
        Object function = evaluate(call.function(), scope);
        Arguments arguments = arguments(call.given(), scope);
        if (function instanceof Callable callable) {
            Map<String, Object> named = new LinkedHashMap<>(arguments.named());
            named.putAll(more);
            return callable.call(new Arguments(arguments.positional(), named));
        }
        throw function instanceof Undefined undefined
                ? rendering.fail(undefined.why())
                : rendering.fail("%s cannot be called".formatted(Values.kind(function)));
    }

    private Arguments arguments(Given given, Scope scope) {
        if (given.positional().isEmpty() && given.named().isEmpty()) {
            return Arguments.NOTHING;
        }
        Map<String, Object> named = new LinkedHashMap<>();
        for (Expression.Named argument : given.named()) {
            named.put(argument.name(), evaluate(argument.value(), scope));
        }
        return new Arguments(all(given.positional(), scope), named);
    }
}
