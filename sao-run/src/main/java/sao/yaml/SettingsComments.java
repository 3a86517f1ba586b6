package sao.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/// The user's comments in a settings file, by the path of the key that they belong to. Comments after the last
/// key of a section belong to no key and are dropped.
///
/// @param above comment lines above a key, without `#`
/// @param beside comments at the end of a key's line, without `#`
public record SettingsComments(Map<String, List<String>> above, Map<String, String> beside) {
    /// No comments.
    public static final SettingsComments NONE = new SettingsComments(Map.of(), Map.of());

    public SettingsComments {
        above = Map.copyOf(above);
        beside = Map.copyOf(beside);
    }

    /// {@return the comments of a YAML mapping}
    ///
    /// @param yaml text that can be parsed
    static SettingsComments of(String yaml) {
        LoaderOptions options = new LoaderOptions();
        options.setProcessComments(true);
        Reader reader = new Reader();
        if (new Yaml(options).compose(new StringReader(yaml)) instanceof MappingNode root) {
            reader.read("", root);
        }
        return new SettingsComments(reader.above, reader.beside);
    }

    /// {@return the comments of `later` and, for keys without one, these comments}
    SettingsComments then(SettingsComments later) {
        Map<String, List<String>> allAbove = new LinkedHashMap<>(above);
        allAbove.putAll(later.above);
        Map<String, String> allBeside = new LinkedHashMap<>(beside);
        allBeside.putAll(later.beside);
        return new SettingsComments(allAbove, allBeside);
    }

    /// {@return the comment lines above a key, indented, with `#` and a line end}
    String above(String path, String indent) {
        return above.getOrDefault(path, List.of()).stream()
                .map(line -> indent + "#" + line + "\n")
                .collect(Collectors.joining());
    }

    /// {@return the comment at the end of a key's line; empty if there is none}
    String beside(String path) {
        return Optional.ofNullable(beside.get(path)).map(text -> "  #" + text).orElse("");
    }

    private static final class Reader {
        private final Map<String, List<String>> above = new LinkedHashMap<>();
        private final Map<String, String> beside = new LinkedHashMap<>();

        void read(String prefix, MappingNode section) {
            for (NodeTuple entry : section.getValue()) {
                if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                    continue;
                }
                String path = prefix + key.getValue();
                List<String> lines = words(key.getBlockComments());
                if (!lines.isEmpty()) {
                    above.put(path, lines);
                }
                Node value = entry.getValueNode();
                List<String> ends = new ArrayList<>(words(key.getInLineComments()));
                ends.addAll(words(value.getInLineComments()));
                if (!ends.isEmpty()) {
                    beside.put(path, String.join(";", ends));
                }
                if (value instanceof MappingNode inner) {
                    read(path + ".", inner);
                }
            }
        }

        private static List<String> words(@Nullable List<CommentLine> comments) {
            if (comments == null) {
                return List.of();
            }
            return comments.stream()
                    .filter(comment -> comment.getCommentType() != CommentType.BLANK_LINE)
                    .map(CommentLine::getValue)
                    .filter(line -> !line.equals(SettingsWriter.HEADER))
                    .toList();
        }
    }
}
