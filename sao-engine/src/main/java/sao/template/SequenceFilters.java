package sao.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import sao.python.None;
import sao.python.Undefined;

/// The filters of sequences.
final class SequenceFilters {
    private final Values values;
    private final Rendering rendering;
    private final Access access;
    private final Filters filters;
    private final TextForm texts;
    private final Tests tests;
    private final Operations operations;

    SequenceFilters(Values values, Access access, Filters filters) {
        this.values = values;
        this.rendering = values.rendering();
        this.access = access;
        this.filters = filters;
        this.texts = new TextForm(rendering);
        this.tests = new Tests(values);
        this.operations = new Operations(values);
    }

    Object apply(String name, Object value, Arguments given) {
        return switch (name) {
            case "list" -> Collections.unmodifiableList(values.items(value));
            case "items" -> items(value);
            case "first" -> first(value);
            case "last" -> last(value);
            case "join" -> joined(value, given);
            case "map" -> mapped(value, given);
            case "select" -> selected(value, given, true, false);
            case "reject" -> selected(value, given, false, false);
            case "selectattr" -> selected(value, given, true, true);
            case "rejectattr" -> selected(value, given, false, true);
            case "reverse" -> reversed(value);
            case "sort" -> sorted(value, given);
            case "unique" -> unique(value, given);
            case "sum" -> summed(value, given);
            case "min" -> extreme(value, given, false);
            case "max" -> extreme(value, given, true);
            case "dictsort" -> dictionarySorted(value, given);
            case "attr" -> access.attribute(value, values.string(given.get(0, "name", None.NONE)));
            case "batch" -> batches(value, given);
            default -> throw rendering.fail("there is no filter '%s'".formatted(name));
        };
    }

    private Object items(Object value) {
        return switch (value) {
            case Undefined _ -> OncePassed.of(List.of());
            case Map<?, ?> map -> OncePassed.of(access.entries(map));
            default -> throw values.expected("a mapping", value);
        };
    }

    private Object first(Object value) {
        if (value instanceof OncePassed passed) {
            return passed.items().hasNext() ? passed.items().next() : empty("first");
        }
        List<Object> items = values.items(value);
        return items.isEmpty() ? empty("first") : items.getFirst();
    }

    private static Undefined empty(String which) {
        return new Undefined("there is no %s item, the sequence was empty".formatted(which));
    }

    private Object last(Object value) {
        List<Object> items = values.items(value);
        return items.isEmpty() ? empty("last") : items.getLast();
    }

    private String joined(Object value, Arguments given) {
        String separator = texts.text(given.get(0, "d", ""));
        Function<Object, Object> attribute = attribute(given.get(1, "attribute", None.NONE), None.NONE);
        StringBuilder result = new StringBuilder();
        String before = "";
        for (Object item : values.items(value)) {
            String text = texts.text(attribute.apply(item));
            rendering.work(separator.length() + text.length());
            result.append(before).append(text);
            before = separator;
        }
        return result.toString();
    }

    /// {@return a function that reads the attribute with that dotted name from an item; without a name, the
    /// item itself}
    private Function<Object, Object> attribute(Object name, Object otherwise) {
        if (name == None.NONE) {
            return item -> item;
        }
        if (Values.isInteger(name)) {
            return item -> orElse(access.item(item, name), otherwise);
        }
        String[] steps = values.string(name).split("\\.", -1);
        return item -> {
            Object value = item;
            for (String step : steps) {
                boolean number = step.matches("\\d{1,9}");
                value = orElse(access.item(value, number ? (Object) Long.parseLong(step) : step), otherwise);
            }
            return value;
        };
    }

    private static Object orElse(Object value, Object otherwise) {
        return value instanceof Undefined && otherwise != None.NONE ? otherwise : value;
    }

    private Object mapped(Object value, Arguments given) {
        Function<Object, Object> function;
        if (given.positional().isEmpty()) {
            Object name = given.named().getOrDefault("attribute", None.NONE);
            if (name == None.NONE) {
                throw rendering.fail("map needs a filter or an attribute");
            }
            function = attribute(name, given.named().getOrDefault("default", None.NONE));
        } else {
            String filter = values.string(given.positional().getFirst());
            function = item -> filters.apply(filter, item, given.after(1));
        }
        List<Object> mapped = new ArrayList<>();
        for (Object item : values.items(value)) {
            mapped.add(function.apply(item));
        }
        return OncePassed.of(mapped);
    }

    private Object selected(Object value, Arguments given, boolean wanted, boolean byAttribute) {
        Arguments rest = byAttribute ? given.after(1) : given;
        Function<Object, Object> attribute =
                byAttribute ? attribute(given.get(0, "attribute", ""), None.NONE) : item -> item;
        Predicate<Object> test = Values::truth;
        if (!rest.positional().isEmpty()) {
            String name = values.string(rest.positional().getFirst());
            test = item -> tests.holds(name, item, rest.after(1));
        }
        List<Object> selected = new ArrayList<>();
        for (Object item : values.items(value)) {
            if (test.test(attribute.apply(item)) == wanted) {
                selected.add(item);
            }
        }
        return OncePassed.of(selected);
    }

    private Object reversed(Object value) {
        if (value instanceof String text) {
            rendering.work(text.length());
            return new StringBuilder(text).reverse().toString();
        }
        return OncePassed.of(values.items(value).reversed());
    }

    private Comparator<Object> comparator(Arguments given, int casePosition, Object attribute) {
        boolean caseSensitive = Values.truth(given.get(casePosition, "case_sensitive", false));
        Function<Object, Object> by = attribute(attribute, None.NONE);
        return (left, right) ->
                values.order(folded(by.apply(left), caseSensitive), folded(by.apply(right), caseSensitive));
    }

    private static Object folded(Object value, boolean caseSensitive) {
        return value instanceof String text && !caseSensitive ? text.toLowerCase(Locale.ROOT) : value;
    }

    private Object sorted(Object value, Arguments given) {
        List<Object> sorted = values.items(value);
        Comparator<Object> order = comparator(given, 1, given.get(2, "attribute", None.NONE));
        sorted.sort(Values.truth(given.get(0, "reverse", false)) ? order.reversed() : order);
        return Collections.unmodifiableList(sorted);
    }

    private Object unique(Object value, Arguments given) {
        boolean caseSensitive = Values.truth(given.get(0, "case_sensitive", false));
        Function<Object, Object> by = attribute(given.get(1, "attribute", None.NONE), None.NONE);
        List<Object> keys = new ArrayList<>();
        List<Object> unique = new ArrayList<>();
        for (Object item : values.items(value)) {
            Object key = folded(by.apply(item), caseSensitive);
            if (keys.stream().noneMatch(seen -> values.equal(seen, key))) {
                keys.add(key);
                unique.add(item);
            }
        }
        return OncePassed.of(unique);
    }

    private Object summed(Object value, Arguments given) {
        Function<Object, Object> by = attribute(given.get(0, "attribute", None.NONE), None.NONE);
        Object sum = given.get(1, "start", 0L);
        for (Object item : values.items(value)) {
            sum = operations.binary("+", sum, by.apply(item));
        }
        return sum;
    }

    private Object extreme(Object value, Arguments given, boolean largest) {
        List<Object> items = values.items(value);
        if (items.isEmpty()) {
            return empty(largest ? "largest" : "smallest");
        }
        Comparator<Object> order = comparator(given, 0, given.get(1, "attribute", None.NONE));
        return largest ? Collections.max(items, order) : Collections.min(items, order);
    }

    private Object dictionarySorted(Object value, Arguments given) {
        if (!(value instanceof Map<?, ?> map)) {
            throw values.expected("a mapping", value);
        }
        boolean byValue = values.string(given.get(1, "by", "key")).equals("value");
        List<Object> entries = new ArrayList<>(access.entries(map));
        Comparator<Object> order = comparator(given, 0, byValue ? 1L : 0L);
        entries.sort(Values.truth(given.get(2, "reverse", false)) ? order.reversed() : order);
        return Collections.unmodifiableList(entries);
    }

    private Object batches(Object value, Arguments given) {
        int size = values.small(given.get(0, "linecount", None.NONE));
        Object fill = given.get(1, "fill_with", None.NONE);
        if (size < 1) {
            throw rendering.fail("a batch has the size %d".formatted(size));
        }
        List<Object> items = values.items(value);
        List<Object> batches = new ArrayList<>();
        for (int from = 0; from < items.size(); from += size) {
            int to = (int) Math.min(items.size(), (long) from + size);
            List<Object> batch = new ArrayList<>(items.subList(from, to));
            if (fill != None.NONE) {
                rendering.work(size);
                batch.addAll(Collections.nCopies(size - batch.size(), fill));
            }
            batches.add(Collections.unmodifiableList(batch));
            if (to == items.size()) {
                break;
            }
        }
        return OncePassed.of(batches);
    }
}
