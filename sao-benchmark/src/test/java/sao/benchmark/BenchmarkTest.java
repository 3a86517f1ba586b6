package sao.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import sao.error.SaoException;

class BenchmarkTest {
    @Test
    void everyDataFileIsReadable() {
        assertThat(BenchmarkCatalog.names()).allSatisfy(name -> {
            Benchmark benchmark = SampleRows.benchmark(name);
            assertThat(benchmark.name()).isEqualTo(name);
            assertThat(benchmark.metrics()).isNotEmpty();
            assertThat(benchmark.columns()).isNotEmpty();
        });
        assertThat(BenchmarkCatalog.find("arc")).isEmpty();
    }

    @Test
    void arcNamesTheAnswerByItsLabel() {
        Question question = SampleRows.questions("arc_challenge", """
                {'id': 'a', 'question': 'What is wet?', 'choices': {'text': ['sand', 'rain', 'fire'], 'label': ['1', '2', '3']}, 'answerKey': '2'}
                """).getFirst();
        assertThat(question.prompts()).containsExactly("Question: What is wet?\nAnswer:");
        assertThat(question.choices()).containsExactly("sand", "rain", "fire");
        assertThat(question.gold()).isEqualTo(Set.of(1));
    }

    @Test
    void hellaswagsContextIsCapitalisedAndItsBracketsAreRemoved() {
        Question question = SampleRows.questions("hellaswag", """
                {'activity_label': 'Baking', 'ctx_a': '[header] How to bake [title] Mix  it.', 'ctx_b': 'the Baker', 'endings': [' [step] stirs.', 'waits [title] sits'], 'label': '1'}
                """).getFirst();
        assertThat(question.prompts()).containsExactly("Baking: How to bake. Mix it. The baker");
        assertThat(question.choices()).containsExactly(" stirs.", "waits. sits");
        assertThat(question.gold()).isEqualTo(Set.of(1));
    }

    @Test
    void mmluNamesItsSubjectAndItsChoicesByLetters() {
        Question question = SampleRows.questions("mmlu", """
                {'question': ' One plus one? ', 'subject': 'plain_sums', 'choices': ['1', '2', '3', '4'], 'answer': 1}
                """).getFirst();
        assertThat(question.description())
                .isEqualTo("The following are multiple choice questions (with answers) about plain sums.\n\n");
        assertThat(question.prompts()).containsExactly("One plus one?\nA. 1\nB. 2\nC. 3\nD. 4\nAnswer:");
        assertThat(question.choices()).containsExactly("A", "B", "C", "D");
        assertThat(question.gold()).isEqualTo(Set.of(1));
        assertThat(question.group()).isEqualTo("plain_sums");
    }

    @Test
    void winograndeScoresTheRestOfTheSentenceAfterEachChoice() {
        Question question = SampleRows.questions("winogrande", """
                {'sentence': 'Ann thanked Eve because _ had helped.', 'option1': 'Ann', 'option2': 'Eve', 'answer': '2'}
                """).getFirst();
        assertThat(question.prompts()).containsExactly("Ann thanked Eve because Ann", "Ann thanked Eve because Eve");
        assertThat(question.target()).isEqualTo("had helped.");
        assertThat(question.gold()).isEqualTo(Set.of(1));
        assertThat(question.examplePrompt()).isEqualTo("Ann thanked Eve because Eve");
    }

    @Test
    void truthfulQaHasItsSixExamplesInThePrompt() {
        String row = """
                {'question': 'Is it so?', 'mc1_targets': {'choices': ['Yes.', 'No.'], 'labels': [1, 0]}, 'mc2_targets': {'choices': ['Yes.', 'Sure.', 'No.'], 'labels': [1, 1, 0]}}
                """;
        Question one = SampleRows.questions("truthfulqa_mc1", row).getFirst();
        assertThat(one.prompts().getFirst())
                .startsWith("Q: What is human life expectancy")
                .endsWith("in Barcelona, Spain.\n\nQ: Is it so?\nA:");
        assertThat(one.gold()).isEqualTo(Set.of(0));
        assertThat(SampleRows.questions("truthfulqa_mc2", row).getFirst().gold())
                .isEqualTo(Set.of(0, 1));
    }

    @Test
    void missingColumnsAreNamed() {
        assertThatThrownBy(() -> SampleRows.questions("arc_challenge", "{'question': 'a', 'options': []}"))
                .isInstanceOfSatisfying(
                        SaoException.class,
                        e -> assertThat(e.problem())
                                .contains("rows.jsonl")
                                .contains("question, options")
                                .contains("choices, answerKey is missing"));
        assertThatThrownBy(() -> SampleRows.questions("gsm8k", """
                {'question': 'a', 'answer': 'b'}
                {'question': 'a'}
                """))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Row 2 of rows.jsonl has no column answer");
    }

    @Test
    void aFileWithoutRowsIsRefused() {
        assertThatThrownBy(() -> SampleRows.benchmark("gsm8k").questions(List.of(), "rows.jsonl"))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("rows.jsonl has no rows");
    }

    @Test
    void anAnswerThatIsNotAmongTheChoicesIsRefused() {
        assertThatThrownBy(() -> SampleRows.questions("hellaswag", """
                        {'query': 'a', 'choices': ['b', 'c'], 'gold': ''}
                        """))
                .isInstanceOf(SaoException.class)
                .hasMessageContaining("Row 1 of rows.jsonl")
                .hasMessageContaining("gold is ''");
    }
}
