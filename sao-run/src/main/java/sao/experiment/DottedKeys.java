package sao.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Resolves keys such as `train.epochs` of a mapping to sections.
final class DottedKeys {
    private DottedKeys() {}

    /// {@return the mapping with a section for each part of a key before a dot; nested mappings may be mixed with
    /// such keys}
    ///
    /// @param twice receives each path that is set twice
    static ObjectNode resolve(ObjectNode mapping, Consumer<String> twice) {
        ObjectNode resolved = JsonNodeFactory.instance.objectNode();
        merge("", mapping, resolved, twice);
        return resolved;
    }

    private static void merge(String prefix, ObjectNode from, ObjectNode into, Consumer<String> twice) {
        for (Map.Entry<String, JsonNode> property : from.properties()) {
            List<String> keys = List.of(property.getKey().split("\\.", -1));
            String path = prefix + property.getKey();
            ObjectNode section = into;
            boolean free = true;
            for (String key : keys.subList(0, keys.size() - 1)) {
                JsonNode known = section.get(key);
                free &= known == null || known.isObject();
                section = known instanceof ObjectNode inner ? inner : section.putObject(key);
            }
            String last = keys.getLast();
            JsonNode known = section.get(last);
            if (property.getValue() instanceof ObjectNode inner && (known == null || known.isObject())) {
                ObjectNode target = known instanceof ObjectNode there ? there : section.putObject(last);
                merge(path + ".", inner, target, twice);
            } else {
                free &= known == null;
                section.set(last, property.getValue());
            }
            if (!free) {
                twice.accept(path);
            }
        }
    }
}
