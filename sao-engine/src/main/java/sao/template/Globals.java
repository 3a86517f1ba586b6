package sao.template;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import sao.error.SaoException;

/// The functions that every template can call.
final class Globals {
    private static final int LONGEST_RANGE = 100_000;

    private final Rendering rendering;
    private final Values values;

    Globals(Rendering rendering, Values values) {
        this.rendering = rendering;
        this.values = values;
    }

    void putInto(Scope scope) {
        scope.set("range", (Callable) this::range);
        scope.set("dict", (Callable) given -> Collections.unmodifiableMap(entries(given)));
        scope.set("namespace", (Callable) given -> new Namespace(attributes(given)));
        scope.set("raise_exception", (Callable) this::raise);
        scope.set("strftime_now", (Callable) this::now);
    }

    private Object range(Arguments given) {
        List<Object> bounds = given.positional();
        if (bounds.isEmpty() || bounds.size() > 3) {
            throw rendering.fail("range takes one to three numbers");
        }
        long from = bounds.size() == 1 ? 0 : values.integer(bounds.getFirst());
        long to = values.integer(bounds.get(bounds.size() == 1 ? 0 : 1));
        long step = bounds.size() == 3 ? values.integer(bounds.get(2)) : 1;
        if (step == 0 || step == Long.MIN_VALUE) {
            throw rendering.fail("range cannot go by steps of %d".formatted(step));
        }
        List<Object> numbers = new ArrayList<>();
        for (long number = from; step > 0 ? number < to : number > to; ) {
            if (numbers.size() == LONGEST_RANGE) {
                throw rendering.fail("a range is longer than %d".formatted(LONGEST_RANGE));
            }
            numbers.add(number);
            if (step > 0 ? number > Long.MAX_VALUE - step : number < Long.MIN_VALUE - step) {
                break;
            }
            number += step;
        }
        rendering.work(numbers.size());
        return Collections.unmodifiableList(numbers);
    }

    private Map<Object, Object> entries(Arguments given) {
        Map<Object, Object> map = new LinkedHashMap<>();
        if (!given.positional().isEmpty() && given.positional().getFirst() instanceof Map<?, ?> first) {
            map.putAll(first);
        } else if (!given.positional().isEmpty()) {
            for (Object pair : values.items(given.positional().getFirst())) {
                List<Object> items = values.items(pair);
                if (items.size() != 2) {
                    throw rendering.fail("dict needs pairs of key and value");
                }
                map.put(values.key(items.getFirst()), items.getLast());
            }
        }
        map.putAll(given.named());
        rendering.work(map.size());
        return map;
    }

    private Map<String, Object> attributes(Arguments given) {
        Map<String, Object> attributes = new LinkedHashMap<>();
        entries(given).forEach((key, value) -> attributes.put(values.string(key), value));
        return attributes;
    }

    private Object raise(Arguments given) {
        throw new SaoException(
                new TextForm(rendering).text(given.get(0, "message", "")),
                "Give the conversation the form that the model's chat template accepts.");
    }

    private Object now(Arguments given) {
        ZonedDateTime now = ZonedDateTime.now(rendering.clock());
        String format = values.string(given.get(0, "format", "%Y-%m-%d"));
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < format.length(); i++) {
            char unit = format.charAt(i);
            if (unit != '%' || i + 1 == format.length()) {
                text.append(unit);
            } else {
                text.append(part(now, format.charAt(++i)));
            }
        }
        rendering.work(text.length());
        return text.toString();
    }

    private static String part(ZonedDateTime now, char directive) {
        String pattern = switch (directive) {
            case 'd' -> "dd";
            case 'm' -> "MM";
            case 'b', 'h' -> "MMM";
            case 'B' -> "MMMM";
            case 'y' -> "yy";
            case 'Y' -> "yyyy";
            case 'a' -> "EEE";
            case 'A' -> "EEEE";
            case 'H' -> "HH";
            case 'I' -> "hh";
            case 'M' -> "mm";
            case 'S' -> "ss";
            case 'p' -> "a";
            case 'j' -> "DDD";
            case 'F' -> "yyyy-MM-dd";
            case 'T' -> "HH:mm:ss";
            default -> "";
        };
        return pattern.isEmpty()
                ? (directive == '%' ? "%" : "%" + directive)
                : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(now);
    }
}
