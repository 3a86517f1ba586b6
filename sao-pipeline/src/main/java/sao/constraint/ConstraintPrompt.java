package sao.constraint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sao.content.ContentId;
import sao.domain.Prompt;
import sao.token.Seeds;

/// A prompt with a constraint added.
///
/// @param base the prompt without the constraint
/// @param constraint constraint on its answers
/// @param prompt the prompt with the instruction of the constraint in a paragraph of its own; it has a content id of
///     its own
public record ConstraintPrompt(Prompt base, Constraint constraint, Prompt prompt) {
    /// {@return a prompt with a constraint added}
    public static ConstraintPrompt of(Prompt base, Constraint constraint) {
        String text = base.text() + "\n\n" + constraint.instruction();
        String id = ContentId.of(Map.of("kind", "constraint prompt", "base", base.id(), "text", text));
        return new ConstraintPrompt(base, constraint, new Prompt(id, base.personaId(), text));
    }

    /// {@return prompts with constraints, distinct and in a drawn order}
    ///
    /// Every family occurs once in each block of as many prompts as there are families, and every base prompt once
    /// in each pass over them. A smaller `count` gives the first of the same prompts.
    ///
    /// @param bases prompts to which constraints are added; their order does not matter; without any, none is drawn
    /// @param families families to draw from, at least one
    /// @param count number of prompts; fewer are returned if the base prompts have fewer combinations
    /// @param seed seed of the draw
    public static List<ConstraintPrompt> draw(
            List<Prompt> bases, List<ConstraintFamily> families, int count, long seed) {
        List<Prompt> ordered = bases.stream()
                .sorted(Comparator.comparingLong((Prompt base) -> Seeds.of(seed, "constraint base " + base.id()))
                        .thenComparing(Prompt::id))
                .toList();
        int combinations = ordered.size()
                * families.stream()
                        .mapToInt(family -> family.parameters().size())
                        .sum();
        int wanted = Math.min(count, combinations);
        Map<String, ConstraintPrompt> drawn = new LinkedHashMap<>();
        for (int i = 0; drawn.size() < wanted; i++) {
            Prompt base = ordered.get(i % ordered.size());
            ConstraintPrompt asked = of(base, constraint(families, i, seed));
            drawn.putIfAbsent(asked.prompt().id(), asked);
        }
        return new ArrayList<>(drawn.values());
    }

    private static Constraint constraint(List<ConstraintFamily> families, int index, long seed) {
        int block = index / families.size();
        ConstraintFamily family = families.stream()
                .sorted(Comparator.comparingLong((ConstraintFamily one) ->
                        Seeds.of(seed, "constraint block %d %s".formatted(block, one.label()))))
                .toList()
                .get(index % families.size());
        long draw = Seeds.of(seed, "constraint parameter " + index);
        int choice = Math.floorMod(draw, family.parameters().size());
        return new Constraint(family, family.parameters().get(choice));
    }
}
