package sao.template;

import java.util.Map;

/// What `namespace()` makes: the one value whose attributes a template can set. Equal to itself alone.
final class Namespace {
    private final Map<String, Object> attributes;

    Namespace(Map<String, Object> attributes) {
        this.attributes = attributes;
    }

    Map<String, Object> attributes() {
        return attributes;
    }
}
