package sao.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sao.schema.SettingsSchema.Entry;
import sao.schema.SettingsSchema.Leaf;
import sao.schema.SettingsSchema.Section;

/// Creates the settings records from values by path.
final class SettingsBuilder {
    private final Map<String, Object> given;
    private Optional<Broken> broken = Optional.empty();

    /// @param given values of the right types; a missing path gets its default
    SettingsBuilder(Map<String, Object> given) {
        this.given = given;
    }

    /// A violated rule between several keys.
    record Broken(String path, String words) {}

    /// {@return the violated rules}
    Optional<Broken> broken() {
        return broken;
    }

    /// {@return the record of a section; empty if the record, or one in it, rejects its values}
    Optional<Record> build(Section section) {
        List<Object> values = new ArrayList<>();
        for (Entry entry : section.entries()) {
            switch (entry) {
                case Leaf leaf ->
                    values.add(given.containsKey(leaf.path()) ? given.get(leaf.path()) : SettingsValue.standard(leaf));
                case Section inner -> build(inner).ifPresent(values::add);
            }
        }
        return broken.isPresent() ? Optional.empty() : instance(section, values);
    }

    private Optional<Record> instance(Section section, List<Object> values) {
        Class<?>[] types = Arrays.stream(section.type().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<? extends Record> constructor = section.type().getDeclaredConstructor(types);
            return Optional.of(constructor.newInstance(values.toArray()));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                broken = Optional.of(new Broken(section.path(), String.valueOf(refused.getMessage())));
                return Optional.empty();
            }
            throw new IllegalStateException("%s cannot be made".formatted(section.type()), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("%s cannot be made".formatted(section.type()), e);
        }
    }
}
