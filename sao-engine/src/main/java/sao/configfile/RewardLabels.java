package sao.configfile;

import com.fasterxml.jackson.databind.JsonNode;
import sao.error.SaoException;

/// Recognises reward models by their `config.json`: a class `...ForSequenceClassification` with one label, which
/// transformers' `GenericForSequenceClassification` computes as one number without a bias.
final class RewardLabels {
    private static final String CLASS = "ForSequenceClassification";

    /// What transformers assumes where neither `num_labels` nor `id2label` is given.
    private static final int ASSUMED_LABELS = 2;

    private RewardLabels() {}

    /// {@return whether a `config.json` describes a reward model}
    ///
    /// @throws SaoException if it describes a classifier of several labels, or a reward model of another class
    static boolean isRewardModel(JsonNode config) {
        String name = config.path("architectures").path(0).asText();
        if (!name.endsWith(CLASS)) {
            refuseOtherRewards(name);
            return false;
        }
        int labels = labels(config);
        if (labels != 1) {
            throw new SaoException(
                    "config.json describes a %s of %d labels; a reward model has 1 label.".formatted(name, labels),
                    "Use a reward model whose config.json has num_labels 1, or one entry in id2label.");
        }
        return true;
    }

    private static int labels(JsonNode config) {
        if (config.path("num_labels").isInt()) {
            return config.path("num_labels").asInt();
        }
        return config.path("id2label").isObject() ? config.path("id2label").size() : ASSUMED_LABELS;
    }

    /// Refuses classes with a computation of their own, such as ArmoRM's `LlamaForRewardModelWithGating`.
    private static void refuseOtherRewards(String name) {
        if (name.contains("Reward")) {
            throw new SaoException(
                    "config.json has the class %s; reward models of this class are not built in.".formatted(name),
                    "Use a reward model of a class ...%s with one label.".formatted(CLASS));
        }
    }
}
