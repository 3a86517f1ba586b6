package sao.template;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.python.None;
import sao.python.Tuple;
import sao.python.Undefined;

/// The tests of templates, `value is name`.
final class Tests {
    private final Values values;
    private final Operations operations;

    Tests(Values values) {
        this.values = values;
        this.operations = new Operations(values);
    }

    boolean holds(String name, Object value, Arguments given) {
        Object other = given.get(0, "other", new Undefined("a test lacks its argument"));
        return switch (name) {
            case "defined" -> !(value instanceof Undefined);
            case "undefined" -> value instanceof Undefined;
            case "none" -> value == None.NONE;
            case "true" -> value.equals(true);
            case "false" -> value.equals(false);
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Long;
            case "float" -> value instanceof Double;
            case "number" -> Values.isNumber(value);
            case "string" -> value instanceof String;
            case "mapping" -> value instanceof Map<?, ?>;
            case "sequence" ->
                value instanceof String
                        || value instanceof List<?>
                        || value instanceof Tuple
                        || value instanceof Map<?, ?>
                        || value instanceof Undefined;
            case "iterable" ->
                !(Values.isNumber(value)
                        || value == None.NONE
                        || value instanceof Callable
                        || value instanceof Namespace
                        || value instanceof LoopState);
            case "callable" -> value instanceof Callable;
            case "even" -> values.equal(operations.binary("%", value, 2L), 0L);
            case "odd" -> values.equal(operations.binary("%", value, 2L), 1L);
            case "divisibleby" -> values.equal(operations.binary("%", value, other), 0L);
            case "upper" ->
                value instanceof String text
                        && text.equals(text.toUpperCase(Locale.ROOT))
                        && !text.equals(text.toLowerCase(Locale.ROOT));
            case "lower" ->
                value instanceof String text
                        && text.equals(text.toLowerCase(Locale.ROOT))
                        && !text.equals(text.toUpperCase(Locale.ROOT));
            case "sameas" -> Values.same(value, other);
            case "in" -> values.contains(other, value);
            case "eq", "equalto", "==" -> operations.compare("==", value, other);
            case "ne", "!=" -> operations.compare("!=", value, other);
            case "lt", "lessthan", "<" -> operations.compare("<", value, other);
            case "le", "<=" -> operations.compare("<=", value, other);
            case "gt", "greaterthan", ">" -> operations.compare(">", value, other);
            case "ge", ">=" -> operations.compare(">=", value, other);
            default -> throw values.rendering().fail("there is no test '%s'".formatted(name));
        };
    }
}
