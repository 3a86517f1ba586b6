package sao.persona;

import java.util.List;

/// A property of a persona, with its possible values.
///
/// @param name name, such as `occupation`
/// @param values values with distinct texts, at least one
public record Attribute(String name, List<Value> values) {
    private static final int MOST_WEIGHT = 10;

    public Attribute {
        values = List.copyOf(values);
    }

    /// One value of an attribute.
    ///
    /// @param text text that is inserted into a persona
    /// @param weight relative frequency, an integer from 1 to 10
    public record Value(String text, int weight) {
        public Value {
            if (weight < 1 || weight > MOST_WEIGHT) {
                throw new IllegalArgumentException("the weight of '%s' is %d, but it must be an integer from 1 to %d"
                        .formatted(text, weight, MOST_WEIGHT));
            }
        }
    }

    /// {@return the sum of the weights of all values}
    int weight() {
        return values.stream().mapToInt(Value::weight).sum();
    }

    /// {@return the index of the value of each of the [#weight] places; a value has as many places as its weight}
    int[] owners() {
        int[] owners = new int[weight()];
        int place = 0;
        for (int value = 0; value < values.size(); value++) {
            for (int i = 0; i < values.get(value).weight(); i++) {
                owners[place++] = value;
            }
        }
        return owners;
    }
}
