package sao.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sao.python.None;
import sao.python.Undefined;

/// The variable `loop` inside a loop.
final class LoopState {
    private final List<Object> items;
    private final int depth;
    private int index;
    private List<Object> changed = List.of();

    LoopState(List<Object> items, int depth) {
        this.items = items;
        this.depth = depth;
    }

    void moveTo(int newIndex) {
        index = newIndex;
    }

    /// {@return the attribute with that name; empty if loops do not have it}
    Optional<Object> attribute(String name, Values values) {
        Object value = switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) items.size() - index;
            case "revindex0" -> items.size() - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == items.size() - 1;
            case "length" -> (long) items.size();
            case "depth" -> (long) depth;
            case "depth0" -> depth - 1L;
            case "previtem" -> index > 0 ? items.get(index - 1) : new Undefined("there is no previous item");
            case "nextitem" -> index + 1 < items.size() ? items.get(index + 1) : new Undefined("there is no next item");
            case "cycle" -> (Callable) arguments -> cycle(arguments, values);
            case "changed" -> (Callable) arguments -> changed(arguments, values);
            default -> None.NONE;
        };
        return value == None.NONE ? Optional.empty() : Optional.of(value);
    }

    private Object cycle(Arguments arguments, Values values) {
        if (arguments.positional().isEmpty()) {
            throw values.rendering().fail("loop.cycle has nothing to go through");
        }
        return arguments.positional().get(index % arguments.positional().size());
    }

    private Object changed(Arguments arguments, Values values) {
        List<Object> now = new ArrayList<>(arguments.positional());
        boolean differs = index == 0 || !values.equal(now, changed);
        changed = now;
        return differs;
    }
}
