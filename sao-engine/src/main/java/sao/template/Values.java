package sao.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import sao.error.SaoException;
import sao.python.None;
import sao.python.Tuple;
import sao.python.Undefined;

/// Python's semantics of values: truth, equality, order, membership, length and iteration.
///
/// Values are [String], [Long], [Double], [Boolean], [None], [Undefined], [List], [Tuple], [Map],
/// [Namespace], [OncePassed], [LoopState] and [Callable].
final class Values {
    private final Rendering rendering;

    Values(Rendering rendering) {
        this.rendering = rendering;
    }

    Rendering rendering() {
        return rendering;
    }

    static boolean truth(Object value) {
        return switch (value) {
            case Boolean flag -> flag;
            case Long number -> number != 0;
            case Double number -> number != 0;
            case String text -> !text.isEmpty();
            case List<?> list -> !list.isEmpty();
            case Tuple tuple -> !tuple.items().isEmpty();
            case Map<?, ?> map -> !map.isEmpty();
            case None _, Undefined _ -> false;
            default -> true;
        };
    }

    /// {@return the name of a value's type in error messages}
    static String kind(Object value) {
        return switch (value) {
            case None _ -> "None";
            case Boolean _ -> "bool object";
            case Long _ -> "int object";
            case Double _ -> "float object";
            case String _ -> "str object";
            case List<?> _ -> "list object";
            case Tuple _ -> "tuple object";
            case Map<?, ?> _ -> "dict object";
            case OncePassed _ -> "generator object";
            case Undefined _ -> "undefined value";
            case Callable _ -> "function object";
            default -> value.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " object";
        };
    }

    @SuppressWarnings("ReferenceEquality") // namespaces and functions are equal to themselves alone
    boolean equal(Object left, Object right) {
        rendering.work(1);
        return switch (left) {
            case String text -> {
                rendering.work(text.length() / 16);
                yield text.equals(right);
            }
            case Number _, Boolean _ -> isNumber(right) && order(left, right) == 0;
            case List<?> list -> right instanceof List<?> other && equalItems(list, other);
            case Tuple tuple -> right instanceof Tuple other && equalItems(tuple.items(), other.items());
            case Map<?, ?> map -> right instanceof Map<?, ?> other && equalEntries(map, other);
            case Undefined _ -> right instanceof Undefined;
            default -> left == right;
        };
    }

    private boolean equalItems(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean equalEntries(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = right.get(entry.getKey());
            if (other == null || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    static boolean isNumber(Object value) {
        return value instanceof Number || value instanceof Boolean;
    }

    static boolean isInteger(Object value) {
        return value instanceof Long || value instanceof Boolean;
    }

    double real(Object value) {
        return switch (value) {
            case Double number -> number;
            case Long number -> number;
            case Boolean flag -> flag ? 1 : 0;
            default -> throw expected("a number", value);
        };
    }

    long integer(Object value) {
        return switch (value) {
            case Long number -> number;
            case Boolean flag -> flag ? 1 : 0;
            default -> throw expected("an integer", value);
        };
    }

    /// {@return an integer clamped to the range of 32 bits}
    int small(Object value) {
        return Math.clamp(integer(value), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    String string(Object value) {
        if (value instanceof String text) {
            return text;
        }
        throw expected("a string", value);
    }

    SaoException expected(String what, Object value) {
        return value instanceof Undefined undefined
                ? rendering.fail(undefined.why())
                : rendering.fail("%s is expected, but a value is %s".formatted(what, kind(value)));
    }

    /// {@return a negative number, 0 or a positive number if `left` is less than, equal to or greater than
    /// `right`}
    int order(Object left, Object right) {
        rendering.work(1);
        if (isInteger(left) && isInteger(right)) {
            return Long.compare(integer(left), integer(right));
        }
        if (isNumber(left) && isNumber(right)) {
            double a = real(left);
            double b = real(right);
            return a == b ? 0 : a < b ? -1 : 1;
        }
        if (left instanceof String a && right instanceof String b) {
            rendering.work(Math.min(a.length(), b.length()) / 16);
            return orderOfText(a, b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return orderOfItems(a, b);
        }
        if (left instanceof Tuple a && right instanceof Tuple b) {
            return orderOfItems(a.items(), b.items());
        }
        throw left instanceof Undefined || right instanceof Undefined
                ? expected("a value", left instanceof Undefined ? left : right)
                : rendering.fail("%s and %s have no order".formatted(kind(left), kind(right)));
    }

    /// {@return the order by code points, which differs from that of UTF-16 units for surrogates}
    private static int orderOfText(String left, String right) {
        int at = 0;
        while (at < left.length() && at < right.length()) {
            int a = left.codePointAt(at);
            int b = right.codePointAt(at);
            if (a != b) {
                return Integer.compare(a, b);
            }
            at += Character.charCount(a);
        }
        return Integer.compare(left.length(), right.length());
    }

    private int orderOfItems(List<?> left, List<?> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            if (!equal(left.get(i), right.get(i))) {
                return order(left.get(i), right.get(i));
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    boolean contains(Object container, Object wanted) {
        return switch (container) {
            case String text -> {
                scan(text, string(wanted));
                yield text.contains(string(wanted));
            }
            case Map<?, ?> map -> map.containsKey(key(wanted));
            default -> items(container).stream().anyMatch(item -> equal(item, wanted));
        };
    }

    /// {@return the value as the key of a map; equal numbers have the same key}
    Object key(Object value) {
        return switch (value) {
            case Boolean flag -> flag ? 1L : 0L;
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1L << 53 -> (long) (double) number;
            case String _, Long _, Double _, None _ -> value;
            default -> throw rendering.fail("%s cannot be a key".formatted(kind(value)));
        };
    }

    /// {@return the values that a loop over the value visits}
    List<Object> items(Object value) {
        List<Object> items = new ArrayList<>();
        switch (value) {
            case List<?> list -> items.addAll(list);
            case Tuple tuple -> items.addAll(tuple.items());
            case Map<?, ?> map -> items.addAll(map.keySet());
            case String text -> text.codePoints().mapToObj(Character::toString).forEach(items::add);
            case OncePassed passed -> passed.items().forEachRemaining(items::add);
            case Undefined _ -> {}
            default -> throw rendering.fail("%s has no items to go through".formatted(kind(value)));
        }
        rendering.work(items.size());
        return items;
    }

    long length(Object value) {
        return switch (value) {
            case String text -> {
                rendering.work(text.length() / 16);
                yield text.codePointCount(0, text.length());
            }
            case List<?> list -> list.size();
            case Tuple tuple -> tuple.items().size();
            case Map<?, ?> map -> map.size();
            case Undefined _ -> 0;
            default -> throw rendering.fail("%s has no length".formatted(kind(value)));
        };
    }

    /// Counts the work of a text search, which is large for long texts with repetitions.
    void scan(String text, String wanted) {
        rendering.work(text.length() * (1L + wanted.length() / 64));
    }

    /// {@return the joined text; its length is counted before it is created}
    String join(String left, String right) {
        rendering.work((long) left.length() + right.length());
        return left + right;
    }

    @SuppressWarnings("ReferenceEquality") // that is what `sameas` asks
    static boolean same(Object left, Object right) {
        return left == right || (left instanceof Number && Objects.equals(left, right));
    }
}
