package sao.novelty;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BenchmarkIndexTest {
    @Test
    void anOverlapKnowsItsBenchmark() {
        assertThat(new BenchmarkIndex.Overlap("exam.jsonl:3", "words").benchmark())
                .isEqualTo("exam.jsonl");
        assertThat(new BenchmarkIndex.Overlap("a:b.txt:12", "words").benchmark())
                .isEqualTo("a:b.txt");
    }

    private static final String EXAM =
            "Janet's ducks lay 16 eggs per day. She eats three for breakfast every morning and bakes muffins.";

    @Test
    void aSharedRunOfEightWordsIsAnOverlapAndNamesItsSource() {
        BenchmarkIndex index = new BenchmarkIndex(8);
        index.add("exam.jsonl:3", EXAM);
        assertThat(index.overlap("My friend says: she eats THREE for breakfast, every morning, and bakes bread. Why?"))
                .hasValue(new BenchmarkIndex.Overlap("exam.jsonl:3", "she eats three for breakfast every morning and"));
        assertThat(index.overlap("She eats three for breakfast every morning.")).isEmpty(); // seven words
    }

    @Test
    void aLongerRunForgivesMore() {
        BenchmarkIndex index = new BenchmarkIndex(13);
        index.add("exam.jsonl:3", EXAM);
        assertThat(index.overlap("She eats three for breakfast every morning and bakes bread."))
                .isEmpty();
        assertThat(index.overlap(EXAM)).isPresent();
    }

    @Test
    void aShortExamQuestionOverlapsOnlyWithItself() {
        BenchmarkIndex index = new BenchmarkIndex(8);
        index.add("qa:1", "What is the capital of France?");
        index.add("qa:2", "Why?");
        assertThat(index.overlap("what is the capital of france")).isPresent();
        assertThat(index.overlap("What is the capital of France, and since when?"))
                .isEmpty();
        assertThat(index.overlap("Why?")).isEmpty();
        assertThat(index.size()).isEqualTo(1);
    }

    @Test
    void theIdentityFollowsContentAndRunAndNotTheOrder() {
        BenchmarkIndex one = new BenchmarkIndex(8);
        one.add("a", EXAM);
        one.add("b", "What is the capital of France?");
        BenchmarkIndex other = new BenchmarkIndex(8);
        other.add("x", "What is the capital of France?");
        other.add("y", EXAM);
        assertThat(one.identity()).isEqualTo(other.identity());
        assertThat(one.identity()).isNotEqualTo(new BenchmarkIndex(8).identity());
    }
}
