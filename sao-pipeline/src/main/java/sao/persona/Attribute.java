package sao.persona;

import java.util.List;

/// One property of a person, with the values it may have.
///
/// @param name such as `occupation`
/// @param values different texts, at least one
public record Attribute(String name, List<Value> values) {
    private static final int MOST_WEIGHT = 10;

    public Attribute {
        values = List.copyOf(values);
    }

    /// One value of an attribute.
    ///
    /// @param text as it stands in a persona
    /// @param weight how much more often than a value of weight 1 it is drawn, from 1 to 10
    public record Value(String text, int weight) {
        public Value {
            if (weight < 1 || weight > MOST_WEIGHT) {
                throw new IllegalArgumentException("the weight of '%s' is %d, but it is a whole number from 1 to %d"
                        .formatted(text, weight, MOST_WEIGHT));
            }
        }
    }

    /// {@return the weights of all values together}
    int weight() {
        return values.stream().mapToInt(Value::weight).sum();
    }

    /// {@return for each of [#weight] places, the number of the value it belongs to}
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
