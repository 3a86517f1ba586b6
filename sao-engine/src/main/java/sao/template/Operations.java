package sao.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import sao.error.SaoException;
import sao.python.None;
import sao.python.Tuple;
import sao.python.Undefined;

/// Python's operators.
final class Operations {
    private final Values values;
    private final Rendering rendering;
    private final TextForm texts;

    Operations(Values values) {
        this.values = values;
        this.rendering = values.rendering();
        this.texts = new TextForm(rendering);
    }

    Object binary(String operator, Object left, Object right) {
        if (operator.equals("~")) {
            return values.join(texts.text(left), texts.text(right));
        }
        requireDefined(left);
        requireDefined(right);
        if (Values.isNumber(left) && Values.isNumber(right)) {
            return arithmetic(operator, left, right);
        }
        if (operator.equals("%") && left instanceof String pattern) {
            return new PercentFormat(texts, values)
                    .format(pattern, right instanceof Tuple tuple ? tuple.items() : List.of(right), right);
        }
        return switch (operator) {
            case "+" -> sum(left, right);
            case "*" ->
                Values.isInteger(left) ? repeat(right, values.integer(left)) : repeat(left, values.integer(right));
            default -> throw unsupported(operator, left, right);
        };
    }

    private void requireDefined(Object value) {
        if (value instanceof Undefined undefined) {
            throw rendering.fail(undefined.why());
        }
    }

    private SaoException unsupported(String operator, Object left, Object right) {
        return rendering.fail(
                "%s cannot be used between %s and %s".formatted(operator, Values.kind(left), Values.kind(right)));
    }

    private Object sum(Object left, Object right) {
        if (left instanceof String a && right instanceof String b) {
            return values.join(a, b);
        }
        if (left instanceof List<?> a && right instanceof List<?> b) {
            return joined(a, b);
        }
        if (left instanceof Tuple a && right instanceof Tuple b) {
            return new Tuple(joined(a.items(), b.items()));
        }
        throw unsupported("+", left, right);
    }

    private List<Object> joined(List<?> left, List<?> right) {
        rendering.work((long) left.size() + right.size());
        List<Object> joined = new ArrayList<>(left);
        joined.addAll(right);
        return Collections.unmodifiableList(joined);
    }

    private Object repeat(Object value, long wanted) {
        int count = Math.clamp(wanted, 0, Integer.MAX_VALUE);
        return switch (value) {
            case String text -> {
                rendering.work((long) text.length() * count);
                yield text.repeat(text.isEmpty() ? 0 : count);
            }
            case List<?> list -> repeated(list, count);
            case Tuple tuple -> new Tuple(repeated(tuple.items(), count));
            default -> throw rendering.fail("%s cannot be repeated".formatted(Values.kind(value)));
        };
    }

    private List<Object> repeated(List<?> list, int count) {
        rendering.work((long) list.size() * count);
        List<Object> repeated = new ArrayList<>();
        for (int i = 0; i < count && !list.isEmpty(); i++) {
            repeated.addAll(list);
        }
        return Collections.unmodifiableList(repeated);
    }

    private Object arithmetic(String operator, Object left, Object right) {
        try {
            if (operator.equals("/")) {
                return values.real(left) / divisor(right);
            }
            return Values.isInteger(left) && Values.isInteger(right)
                    ? integers(operator, values.integer(left), values.integer(right))
                    : reals(operator, values.real(left), right);
        } catch (ArithmeticException _) {
            throw rendering.fail("a number is too large");
        }
    }

    private double divisor(Object value) {
        double divisor = values.real(value);
        if (divisor == 0) {
            throw rendering.fail("division by zero");
        }
        return divisor;
    }

    private Object integers(String operator, long left, long right) {
        return switch (operator) {
            case "+" -> Math.addExact(left, right);
            case "-" -> Math.subtractExact(left, right);
            case "*" -> Math.multiplyExact(left, right);
            case "//" -> Math.floorDivExact(left, (long) divisor(right));
            case "%" -> Math.floorMod(left, (long) divisor(right));
            default -> right < 0 ? power((double) left, (double) right) : power(left, right);
        };
    }

    private Object power(double base, double exponent) {
        if (base == 0 && exponent < 0) {
            throw rendering.fail("division by zero");
        }
        double power = Math.pow(base, exponent);
        if (Double.isNaN(power) || Double.isInfinite(power)) {
            throw rendering.fail("a power is not a finite number");
        }
        return power;
    }

    private static long power(long base, long exponent) {
        if (base == 0 || base == 1) {
            return exponent == 0 ? 1 : base;
        }
        if (base == -1) {
            return exponent % 2 == 0 ? 1 : -1;
        }
        long power = 1;
        for (long i = 0; i < exponent; i++) { // at most 63 times before it overflows
            power = Math.multiplyExact(power, base);
        }
        return power;
    }

    private Object reals(String operator, double left, Object other) {
        double right = values.real(other);
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "//" -> Math.floor(left / divisor(other));
            case "%" -> left - divisor(other) * Math.floor(left / right);
            default -> power(left, right);
        };
    }

    Object signed(char sign, Object value) {
        requireDefined(value);
        if (value instanceof Double number) {
            return sign == '-' ? -number : number;
        }
        long number = values.integer(value);
        if (number == Long.MIN_VALUE) {
            throw rendering.fail("a number is too large");
        }
        return sign == '-' ? -number : number;
    }

    boolean compare(String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> values.equal(left, right);
            case "!=" -> !values.equal(left, right);
            case "in" -> values.contains(right, left);
            case "not in" -> !values.contains(right, left);
            default -> {
                if ((left instanceof Double a && a.isNaN()) || (right instanceof Double b && b.isNaN())) {
                    yield false;
                }
                int order = values.order(left, right);
                yield switch (operator) {
                    case "<" -> order < 0;
                    case "<=" -> order <= 0;
                    case ">" -> order > 0;
                    default -> order >= 0;
                };
            }
        };
    }

    /// {@return the slice `[from:to:step]` of a sequence}
    Object slice(Object object, Object from, Object to, Object wantedStep) {
        requireDefined(object);
        if (!(object instanceof String || object instanceof List<?> || object instanceof Tuple)) {
            return new Undefined("%s cannot be sliced".formatted(Values.kind(object)));
        }
        int step = wantedStep == None.NONE ? 1 : values.small(wantedStep);
        if (step == 0) {
            throw rendering.fail("a slice has the step 0");
        }
        int length = Math.toIntExact(values.length(object));
        int begin = bound(from, step > 0 ? 0 : length - 1, length, step);
        int end = bound(to, step > 0 ? length : -1, length, step);
        rendering.work(length / 16);
        return switch (object) {
            case String text -> {
                int[] points = text.codePoints().toArray();
                StringBuilder part = new StringBuilder();
                for (long i = begin; step > 0 ? i < end : i > end; i += step) {
                    part.appendCodePoint(points[(int) i]);
                }
                yield part.toString();
            }
            case List<?> list -> part(list, begin, end, step);
            case Tuple tuple -> new Tuple(part(tuple.items(), begin, end, step));
            default -> throw rendering.fail("%s cannot be sliced".formatted(Values.kind(object)));
        };
    }

    private int bound(Object given, int otherwise, int length, int step) {
        if (given == None.NONE) {
            return otherwise;
        }
        long position = values.integer(given);
        position = position < 0 ? position + length : position;
        return step > 0 ? Math.clamp(position, 0, length) : Math.clamp(position, -1, length - 1);
    }

    private List<Object> part(List<?> list, int begin, int end, int step) {
        List<Object> part = new ArrayList<>();
        for (long i = begin; step > 0 ? i < end : i > end; i += step) {
            part.add(list.get((int) i));
        }
        rendering.work(part.size());
        return Collections.unmodifiableList(part);
    }
}
