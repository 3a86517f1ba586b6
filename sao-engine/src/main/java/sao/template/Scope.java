package sao.template;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The variables of a part of a template; a name that is missing is looked up in the enclosing scope.
final class Scope {
    private final @Nullable Scope outer;
    private final Map<String, Object> values = new HashMap<>();

    Scope() {
        this.outer = null;
    }

    private Scope(Scope outer) {
        this.outer = outer;
    }

    Scope inner() {
        return new Scope(this);
    }

    void set(String name, Object value) {
        values.put(name, value);
    }

    Optional<Object> get(String name) {
        for (Scope scope = this; scope != null; scope = scope.outer) {
            Object value = scope.values.get(name);
            if (value != null) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }
}
