package sao.adapter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import sao.config.ModelConfig;
import sao.weights.WeightSource;

/// The parameters of an adapter for a model: two for each adapted weight, `lora_A` `[R, in]` and `lora_B`
/// `[out, R]`.
///
/// @param config of the model
/// @param settings of the adapter
public record AdapterShapes(ModelConfig config, LoraSettings settings) {
    private static final String WEIGHT = ".weight";
    private static final String DOWN = ".lora_A.weight";
    private static final String UP = ".lora_B.weight";

    /// {@return the Hugging Face names of the adapted weights, in the model's order}
    public List<String> adapted() {
        List<String> names = new ArrayList<>();
        for (String name : config.parameterShapes().keySet()) {
            if (settings.targets().stream().anyMatch(target -> name.endsWith("." + target + WEIGHT))) {
                names.add(name);
            }
        }
        return names;
    }

    /// {@return all parameters of the adapter: name to shape, in the model's order}
    public SequencedMap<String, long[]> shapes() {
        Map<String, long[]> model = config.parameterShapes();
        SequencedMap<String, long[]> shapes = new LinkedHashMap<>();
        for (String name : adapted()) {
            long[] shape = Objects.requireNonNull(model.get(name));
            shapes.put(down(name), new long[] {settings.rank(), shape[1]});
            shapes.put(up(name), new long[] {shape[0], settings.rank()});
        }
        return shapes;
    }

    /// {@return the name of `lora_A`, which is applied to the input}
    ///
    /// @param weight name of the adapted weight
    public static String down(String weight) {
        return stem(weight) + DOWN;
    }

    /// {@return the name of `lora_B`, which is applied to the output of `lora_A`}
    ///
    /// @param weight name of the adapted weight
    public static String up(String weight) {
        return stem(weight) + UP;
    }

    /// {@return whether weights are those of an adapter}
    public static boolean isIn(WeightSource weights) {
        return weights.names().stream().anyMatch(name -> name.endsWith(DOWN));
    }

    private static String stem(String weight) {
        return weight.substring(0, weight.length() - WEIGHT.length());
    }
}
