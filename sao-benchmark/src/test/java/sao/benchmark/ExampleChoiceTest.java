package sao.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sao.error.SaoException;

class ExampleChoiceTest {
    private static Question question(String group, int id) {
        return new Question(id, group, "", List.of(group + id), List.of("a", "b"), Set.of(0), "");
    }

    private static List<Question> questions(String group, int count) {
        return IntStream.range(0, count).mapToObj(i -> question(group, i)).toList();
    }

    private static List<Integer> ids(List<Question> questions) {
        return questions.stream().map(Question::id).toList();
    }

    @Test
    void firstExamplesAreTakenFromTheQuestionsGroup() {
        List<Question> pool = IntStream.range(0, 6)
                .mapToObj(i -> question(i % 2 == 0 ? "even" : "odd", i))
                .toList();
        List<List<Question>> chosen = new ExampleChoice(ExampleChoice.Order.FIRST, 0)
                .examples(List.of(question("odd", 99), question("even", 98)), pool, 2);
        assertThat(ids(chosen.get(0))).containsExactly(1, 3);
        assertThat(ids(chosen.get(1))).containsExactly(0, 2);
    }

    @Test
    void randomExamplesContinueOneSequence() {
        List<List<Question>> chosen = new ExampleChoice(ExampleChoice.Order.RANDOM, 0)
                .examples(List.of(question("q", 5000), question("q", 5001)), questions("q", 1119), 25);
        assertThat(ids(chosen.get(0))).startsWith(902, 239, 15).hasSize(25);
        assertThat(ids(chosen.get(1))).startsWith(954, 140, 182).hasSize(25);
    }

    @Test
    void aSpareExampleIsDrawnAndDropped() {
        List<Question> chosen = new ExampleChoice(ExampleChoice.Order.RANDOM, 1)
                .examples(List.of(question("q", 5000)), questions("q", 30), 10)
                .getFirst();
        assertThat(ids(chosen)).containsExactly(24, 14, 3, 0, 2, 18, 1, 21, 25, 27);
    }

    @Test
    void aQuestionIsNotItsOwnExample() {
        List<Question> chosen = new ExampleChoice(ExampleChoice.Order.FIRST, 0)
                .examples(List.of(question("q", 0)), questions("q", 3), 2)
                .getFirst();
        assertThat(ids(chosen)).containsExactly(1, 2);
    }

    @Test
    void tooFewRowsAreRefused() {
        ExampleChoice choice = new ExampleChoice(ExampleChoice.Order.FIRST, 0);
        assertThatThrownBy(() -> choice.examples(List.of(question("q", 0)), questions("other", 9), 5))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("5 examples are needed, but there are 0 rows for examples of q");
    }
}
