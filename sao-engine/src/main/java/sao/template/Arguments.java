package sao.template;

import java.util.List;
import java.util.Map;

/// The arguments of a call.
///
/// @param positional positional arguments, in order
/// @param named keyword arguments by name
record Arguments(List<Object> positional, Map<String, Object> named) {
    static final Arguments NOTHING = new Arguments(List.of(), Map.of());

    /// {@return the argument at that position or with that name, or `otherwise` if neither is given}
    Object get(int position, String name, Object otherwise) {
        return position < positional.size() ? positional.get(position) : named.getOrDefault(name, otherwise);
    }

    /// {@return these arguments without the first `count` positional ones}
    Arguments after(int count) {
        return new Arguments(positional.subList(Math.min(count, positional.size()), positional.size()), named);
    }
}
