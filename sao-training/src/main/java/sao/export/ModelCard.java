package sao.export;

import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The text of a model's README.md.
///
/// @param name of the model
/// @param base name or path of the start model
/// @param license identifier of the base model's licence, `other` if it is not known
/// @param pairs origin of the training pairs
/// @param facts label to value, in order, such as `training pairs` to `48`
public record ModelCard(String name, String base, String license, Pairs pairs, SequencedMap<String, String> facts) {
    /// The origin of preference pairs.
    public enum Pairs {
        /// The model wrote and ranked the responses.
        ITS_OWN("""
                This model was aligned by Self-Alignment Optimization (arXiv 2510.06652): it wrote its own prompts in
                the role of personas, answered each of them twice, ranked the answers itself, and was trained on the
                ranking. It started from %s.
                """),
        /// The model wrote the responses, and another judge ranked them.
        ITS_ANSWERS("""
                This model was trained with the loop of Self-Alignment Optimization (arXiv 2510.06652): it wrote its
                own prompts in the role of personas and answered each of them twice. It did not rank the answers
                itself: the judge that the run was set to did. It started from %s.
                """),
        /// The pairs came from a file of the user.
        GIVEN("""
                This model was trained on given preference pairs. It started from %s.
                """);

        private final String story;

        Pairs(String story) {
            this.story = story;
        }
    }

    public ModelCard {
        facts = new LinkedHashMap<>(facts);
    }

    /// {@return the same card with more facts appended}
    public ModelCard with(SequencedMap<String, String> more) {
        SequencedMap<String, String> all = new LinkedHashMap<>(facts);
        all.putAll(more);
        return new ModelCard(name, base, license, pairs, all);
    }

    /// {@return the text, with the YAML front matter that model hubs read}
    String markdown() {
        StringBuilder text = new StringBuilder();
        text.append("""
                ---
                license: %s
                base_model: %s
                library_name: transformers
                pipeline_tag: text-generation
                tags:
                - sao%s
                - preference-optimization
                ---

                # %s

                %s""".formatted(
                        quoted(license),
                        quoted(base),
                        tag(),
                        MarkdownText.escaped(name),
                        pairs.story.formatted(MarkdownText.escaped(base))));
        if (!facts.isEmpty()) {
            text.append("\n| | |\n| --- | --- |\n");
            facts.forEach((label, value) ->
                    text.append("| %s | %s |\n".formatted(MarkdownText.escaped(label), MarkdownText.escaped(value))));
        }
        return text.toString();
    }

    private String tag() {
        return pairs == Pairs.ITS_OWN ? "\n- self-alignment" : "";
    }

    // JSON's strings are YAML's too, so a name cannot end the head or start another key
    private static String quoted(String value) {
        return '"' + line(value).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String line(String value) {
        return value.replaceAll("\\s+", " ").strip();
    }
}
