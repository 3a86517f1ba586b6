package sao.template;

import java.util.List;
import java.util.Map;

/// The values of a call.
///
/// @param positional those without a name, in order
/// @param named those with a name
record Arguments(List<Object> positional, Map<String, Object> named) {
    static final Arguments NOTHING = new Arguments(List.of(), Map.of());

    /// {@return the value at that position or of that name, or `otherwise` when neither was given}
    Object get(int position, String name, Object otherwise) {
        return position < positional.size() ? positional.get(position) : named.getOrDefault(name, otherwise);
    }

    /// {@return these without the first `count` that have no name}
    Arguments after(int count) {
        return new Arguments(positional.subList(Math.min(count, positional.size()), positional.size()), named);
    }
}
