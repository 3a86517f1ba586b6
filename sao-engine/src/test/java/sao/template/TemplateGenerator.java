package sao.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Makes templates and values at random, most of them nonsense.
final class TemplateGenerator {
    private static final String[] NAMES = {
        "messages", "messages[0]", "m", "loop", "ns", "bos_token", "tools", "x", "range", "namespace", "f", "dict"
    };
    private static final String[] LITERALS = {
        "1",
        "0",
        "-7",
        "2.5",
        "9223372036854775807",
        "'a'",
        "'é😀'",
        "' x\\n'",
        "''",
        "true",
        "none",
        "[]",
        "{}",
        "(1,)",
        "'{}%s{0}'",
        "1e308",
        "'ab' * 9",
        "[1, 'b', none]",
        "{'role': 'user', 1: 2}"
    };
    private static final String[] OPERATORS = {
        "+", "-", "*", "/", "//", "%", "**", "~", "==", "!=", "<", ">=", "in", "not in", "and", "or"
    };
    private static final String[] FILTERS = {
        "trim",
        "upper",
        "lower",
        "title",
        "capitalize",
        "string",
        "safe",
        "escape",
        "replace('a', 'bb')",
        "format(1)",
        "indent(3)",
        "wordcount",
        "tojson",
        "tojson(indent=2)",
        "int",
        "float",
        "abs",
        "round(1)",
        "default('d')",
        "length",
        "list",
        "items",
        "first",
        "last",
        "join(',')",
        "map('upper')",
        "map(attribute='role')",
        "select",
        "reject('string')",
        "selectattr('role')",
        "rejectattr('role', 'eq', 'user')",
        "reverse",
        "sort",
        "unique",
        "sum",
        "min",
        "max",
        "dictsort",
        "attr('role')",
        "batch(2)",
        "sort(attribute='content')",
        "sum(start=[])"
    };
    private static final String[] TESTS = {
        "defined",
        "none",
        "string",
        "mapping",
        "iterable",
        "sequence",
        "number",
        "even",
        "divisibleby 2",
        "in [1]",
        "eq 1",
        "true",
        "upper",
        "sameas none",
        "lt 3",
        "callable"
    };
    private static final String[] ENDINGS = {
        ".role",
        "['content']",
        "[0]",
        "[-1]",
        "[1:]",
        "[::-1]",
        "[::2]",
        "()",
        "(1)",
        "(x, y=2)",
        ".items()",
        ".upper()",
        ".split()",
        ".split('a', 1)",
        ".rsplit('b')",
        ".strip('a ')",
        ".replace('', '-')",
        ".get('role')",
        ".join('ab')",
        ".index0",
        ".find('a')",
        ".count('')",
        ".splitlines()",
        ".format(1, 2)",
        ".title()",
        ".keys()",
        ".cycle(1, 2)"
    };

    private final SplittableRandom random;

    TemplateGenerator(long seed) {
        this.random = new SplittableRandom(seed);
    }

    int number(int bound) {
        return random.nextInt(bound);
    }

    String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private String expression(int depth) {
        if (depth == 0) {
            return random.nextBoolean() ? pick(NAMES) : pick(LITERALS);
        }
        return switch (random.nextInt(9)) {
            case 0 -> expression(depth - 1) + " " + pick(OPERATORS) + " " + expression(depth - 1);
            case 1, 2 -> expression(depth - 1) + " | " + pick(FILTERS);
            case 3 -> expression(depth - 1) + (random.nextBoolean() ? " is " : " is not ") + pick(TESTS);
            case 4, 5 -> "(" + expression(depth - 1) + ")" + pick(ENDINGS);
            case 6 -> expression(depth - 1) + " if " + expression(depth - 1) + " else " + expression(depth - 1);
            case 7 -> pick("-", "not ", "+") + expression(depth - 1);
            default -> "[" + expression(depth - 1) + ", " + expression(depth - 1) + "]";
        };
    }

    String body(int depth) {
        StringBuilder body = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            String inside = depth == 0 ? "t" : body(depth - 1);
            String minus = pick("", "-", "");
            String value = expression(random.nextInt(3));
            body.append(
                    switch (random.nextInt(depth == 0 ? 3 : 10)) {
                        case 0 -> pick("text \n ", "{", "%}", "#}", "\n\n", "é");
                        case 1 -> "{{" + minus + " " + value + " " + minus + "}}";
                        case 2 -> "{%" + minus + " set " + pick("x", "m", "ns.x", "x, m") + " = " + value + " %}";
                        case 3 ->
                            "{% if " + value + " %}" + inside + "{% else %}" + inside + "{% endif " + minus + "%}";
                        case 4, 5 ->
                            "{% for m in " + value + " %}" + inside + pick("", "{% break %}", "{% continue %}")
                                    + "{% endfor %}";
                        case 6 -> "{% macro f(x=1) %}" + inside + "{% endmacro %}{{ f(" + value + ") }}";
                        case 7 -> "{% set x %}" + inside + "{% endset %}";
                        case 8 -> "{% set ns = namespace(x=" + value + ") %}";
                        default -> "{% filter " + pick(FILTERS) + " %}" + inside + "{% endfilter %}";
                    });
        }
        return body.toString();
    }

    Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 6)) {
            case 0 -> pick("", "{{ x }}", "a b\n", "😀{% if %}");
            case 1 -> random.nextLong();
            case 2 -> random.nextDouble();
            case 3 -> random.nextBoolean();
            case 4 -> List.of(value(depth - 1), value(depth - 1));
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                map.put("role", value(depth - 1));
                map.put("content", value(depth - 1));
                yield map;
            }
        };
    }
}
