package sao.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.domain.Prompt;

class ConstraintPromptTest {
    private static final List<ConstraintFamily> ALL = List.of(ConstraintFamily.values());
    private static final List<Prompt> BASES = IntStream.range(0, 20)
            .mapToObj(i -> new Prompt("base-" + i, "persona", "Question %d?".formatted(i)))
            .toList();

    @Test
    void theInstructionFollowsThePromptInAParagraphOfItsOwn() {
        ConstraintPrompt asked = ConstraintPrompt.of(BASES.getFirst(), new Constraint(ConstraintFamily.LINES, "3"));
        assertThat(asked.prompt().text()).isEqualTo("Question 0?\n\nWrite the answer in exactly 3 lines.");
        assertThat(asked.prompt().id()).hasSize(32).isNotEqualTo("base-0");
    }

    @Test
    void everyFamilyAndEveryBaseIsUsedAboutEquallyOften() {
        List<ConstraintPrompt> drawn = ConstraintPrompt.draw(BASES, ALL, 160, 7);
        Map<ConstraintFamily, Integer> families = new HashMap<>();
        Map<String, Integer> bases = new HashMap<>();
        drawn.forEach(one -> {
            families.merge(one.constraint().family(), 1, Integer::sum);
            bases.merge(one.base().id(), 1, Integer::sum);
        });
        assertThat(drawn).hasSize(160).extracting(one -> one.prompt().id()).doesNotHaveDuplicates();
        assertThat(families).hasSize(ALL.size());
        assertThat(families.values()).allMatch(count -> Math.abs(count - 10) <= 2);
        assertThat(bases.values()).allMatch(count -> Math.abs(count - 8) <= 2);
    }

    @Test
    void aSmallerNumberGivesTheFirstOfTheSamePromptsInAnyOrderOfTheBases() {
        List<ConstraintPrompt> drawn = ConstraintPrompt.draw(BASES, ALL, 40, 7);
        assertThat(ConstraintPrompt.draw(BASES.reversed(), ALL, 12, 7)).isEqualTo(drawn.subList(0, 12));
        assertThat(ConstraintPrompt.draw(BASES, ALL, 40, 8)).isNotEqualTo(drawn);
    }

    @Test
    void thereAreAtMostAsManyAsCombinations() {
        List<ConstraintPrompt> drawn =
                ConstraintPrompt.draw(BASES.subList(0, 2), List.of(ConstraintFamily.LINES), 100, 7);
        assertThat(drawn).hasSize(8).extracting(one -> one.prompt().id()).doesNotHaveDuplicates();
        assertThat(ConstraintPrompt.draw(List.of(), ALL, 4, 7)).isEmpty();
    }
}
