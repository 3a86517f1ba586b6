package sao.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.python.None;
import sao.python.Tuple;
import sao.python.Undefined;

/// The values of `.name` and `[key]`. Only the attributes listed here are accessible; Java objects are not.
final class Access {
    private final Values values;
    private final Rendering rendering;
    private final TextMethods textMethods;

    Access(Values values) {
        this.values = values;
        this.rendering = values.rendering();
        this.textMethods = new TextMethods(values);
    }

    Object attribute(Object object, String name) {
        if (object instanceof Undefined undefined) {
            throw rendering.fail(undefined.why());
        }
        Optional<Object> own = ownAttribute(object, name);
        if (own.isPresent()) {
            return own.get();
        }
        return entry(object, name)
                .orElseGet(() -> new Undefined("'%s' has no attribute '%s'".formatted(Values.kind(object), name)));
    }

    private Optional<Object> entry(Object object, Object key) {
        return object instanceof Map<?, ?> map ? Optional.ofNullable(map.get(values.key(key))) : Optional.empty();
    }

    private Optional<Object> ownAttribute(Object object, String name) {
        return switch (object) {
            case String text -> textMethods.method(text, name).map(Object.class::cast);
            case Map<?, ?> map -> mapMethod(map, name).map(Object.class::cast);
            case List<?> list -> listMethod(list, name).map(Object.class::cast);
            case Tuple tuple -> listMethod(tuple.items(), name).map(Object.class::cast);
            case Namespace namespace ->
                Optional.ofNullable(namespace.attributes().get(name));
            case LoopState loop -> loop.attribute(name, values);
            default -> Optional.empty();
        };
    }

    private Optional<Callable> mapMethod(Map<?, ?> map, String name) {
        return switch (name) {
            case "items" -> Optional.of(_ -> entries(map));
            case "keys" -> Optional.of(_ -> values.items(map));
            case "values" -> Optional.of(_ -> counted(new ArrayList<>(map.values())));
            case "copy" -> Optional.of(_ -> map);
            case "get" ->
                Optional.of(given -> {
                    Object found = map.get(values.key(given.get(0, "key", None.NONE)));
                    return found == null ? given.get(1, "default", None.NONE) : found;
                });
            default -> Optional.empty();
        };
    }

    /// {@return the entries as tuples of key and value}
    List<Object> entries(Map<?, ?> map) {
        List<Object> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(new Tuple(List.of(key, value))));
        return counted(entries);
    }

    private List<Object> counted(List<Object> list) {
        rendering.work(list.size());
        return Collections.unmodifiableList(list);
    }

    private Optional<Callable> listMethod(List<?> list, String name) {
        return switch (name) {
            case "count" ->
                Optional.of(given -> list.stream()
                        .filter(item -> values.equal(item, given.get(0, "value", None.NONE)))
                        .count());
            case "index" -> Optional.of(given -> index(list, given.get(0, "value", None.NONE)));
            default -> Optional.empty();
        };
    }

    private long index(List<?> list, Object wanted) {
        for (int i = 0; i < list.size(); i++) {
            if (values.equal(list.get(i), wanted)) {
                return i;
            }
        }
        throw rendering.fail("a list does not hold what is looked for");
    }

    Object item(Object object, Object key) {
        if (object instanceof Undefined undefined) {
            throw rendering.fail(undefined.why());
        }
        Optional<Object> entry = entry(object, key);
        if (entry.isPresent()) {
            return entry.get();
        }
        if (Values.isInteger(key)) {
            return element(object, values.integer(key));
        }
        if (key instanceof String name) {
            return attribute(object, name);
        }
        return new Undefined(
                "'%s' has no element %s".formatted(Values.kind(object), new TextForm(rendering).text(key)));
    }

    private Object element(Object object, long index) {
        Undefined missing = new Undefined("%s has no element %d".formatted(Values.kind(object), index));
        return switch (object) {
            case List<?> list -> elementOf(list, index).orElse(missing);
            case Tuple tuple -> elementOf(tuple.items(), index).orElse(missing);
            case String text -> {
                long length = values.length(text);
                long position = index < 0 ? index + length : index;
                if (position < 0 || position >= length) {
                    yield missing;
                }
                rendering.work(text.length() / 16);
                yield Character.toString(text.codePointAt(text.offsetByCodePoints(0, (int) position)));
            }
            default -> missing;
        };
    }

    private static Optional<Object> elementOf(List<?> list, long index) {
        long position = index < 0 ? index + list.size() : index;
        return position < 0 || position >= list.size() ? Optional.empty() : Optional.of(list.get((int) position));
    }
}
