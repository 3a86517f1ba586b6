package sao.experimentresult;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sao.experiment.ExperimentPlan;
import sao.experiment.ExperimentPlan.Figure;
import sao.experiment.ExperimentPlan.Primary;
import sao.experimentresult.ExperimentResults.ArmResult;
import sao.experimentresult.ExperimentResults.Effect;
import sao.statistics.Interval;

class NotesTest {
    private static final ExperimentPlan PLAN = new ExperimentPlan(
            "grid",
            List.of(),
            List.of(1L),
            Optional.of("coin"),
            new Primary(Figure.WIN_RATE, Primary.START, Primary.HELD_OUT));

    private static final Effect EFFECT =
            new Effect(0.6, new Interval(0.5, 0.7), Optional.empty(), Optional.empty(), 40, Map.of(1L, 0.6));

    private static ArmResult arm(String name, Optional<Effect> value) {
        return new ArmResult(name, 1, value, Optional.empty(), List.of(), Map.of());
    }

    private static List<String> notes(Optional<Effect> ofControl) {
        List<ArmResult> arms = List.of(arm("self", Optional.of(EFFECT)), arm("coin", ofControl));
        return new Notes(PLAN, List.of(), arms, List.of()).all();
    }

    @Test
    void armsWithoutPromptsInCommonAreNamed() {
        assertThat(notes(Optional.of(EFFECT)))
                .anyMatch(note -> note.startsWith("The arm self has no prompts in common with the control arm coin"));
    }

    @Test
    void aControlArmThatIsNotMeasuredYetIsNoLackOfCommonPrompts() {
        assertThat(notes(Optional.empty())).noneMatch(note -> note.contains("in common"));
    }
}
