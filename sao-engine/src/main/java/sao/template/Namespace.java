package sao.template;

import java.util.Map;

/// The result of `namespace()`: the only value whose attributes a template can set. Equal only to itself.
final class Namespace {
    private final Map<String, Object> attributes;

    Namespace(Map<String, Object> attributes) {
        this.attributes = attributes;
    }

    Map<String, Object> attributes() {
        return attributes;
    }
}
