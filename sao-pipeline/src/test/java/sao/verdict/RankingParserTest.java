package sao.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import sao.rubric.JudgeRubric;

class RankingParserTest {
    private static final RankingParser PARSER = RankingParser.of(JudgeRubric.NUMBERS);

    private static final Verdict FIRST = new Verdict.First();
    private static final Verdict SECOND = new Verdict.Second();

    @Test
    void findsTheRankingInAnyChatter() {
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            boolean first = random.nextBoolean();
            String verdict = first ? "1%s>%s2" : "2%s>%s1";
            String gap = pick(random, "", " ", "  ");
            String answer = chatter(random)
                    + pick(random, "", "**", "> ", "### ", "Final ", "My ")
                    + pick(random, "ranking:", "Ranking :", "RANKING:", "**ranking**:", "ranking:\n")
                    + pick(random, "", " ", " **", " `", " \"", " [")
                    + pick(random, "", "Response ")
                    + verdict.formatted(gap, gap + pick(random, "", "Response "))
                    + pick(random, "", "**", ".", "`", "]", " because it is clearer", "!")
                    + "\n"
                    + chatter(random);
            assertThat(PARSER.parse(answer)).as("seed %d: %s", seed, answer).isEqualTo(first ? FIRST : SECOND);
        }
    }

    @Test
    void neverGuesses() {
        for (String answer : List.of(
                "",
                "1 > 2",
                "ranking",
                "ranking: 1",
                "ranking: 1 > 1",
                "ranking: 1 > 3",
                "ranking: 1 > 22",
                "ranking: 1 > 2.5",
                "ranking: 11 > 2",
                "ranking: 1 < 2",
                "ranking: 1 > 2 > 1",
                "ranking: 1 > 2 or 2 > 1",
                "ranking: 1 >> 2",
                "ranking: X > Y",
                "ranking: not 1 > 2",
                "ranking: Response A > Response B",
                "ranking: tie-breaker needed",
                "Response 1 > Response 2",
                "pranking: 1 > 2",
                "ranking: 1 > 2\nranking: 2 > 1",
                "ranking: 1 > 2\nranking: tie",
                "ranking: 1 > 2\nranking: 1 > 1")) {
            assertThat(PARSER.parse(answer)).as(answer).isInstanceOf(Verdict.Unreadable.class);
        }
    }

    @Test
    void readsWhatIsPlainlyMeant() {
        assertThat(PARSER.parse("ranking: tie")).isEqualTo(new Verdict.Tie());
        assertThat(PARSER.parse("ranking: 1 = 2")).isEqualTo(new Verdict.Tie());
        assertThat(PARSER.parse("The form is ranking: X > Y, so\nranking: 2 > 1"))
                .isEqualTo(SECOND);
        assertThat(PARSER.parse("ranking: 2 > 1\n\nranking: 2 > 1")).isEqualTo(SECOND);
        assertThat(PARSER.parse("ranking: 1 &gt; 2")).isEqualTo(FIRST);
    }

    @Test
    void namesTheReason() {
        assertThat(PARSER.parse("I cannot decide.")).isEqualTo(new Verdict.Unreadable("no_ranking_line"));
        assertThat(PARSER.parse("ranking: 2 > 2")).isEqualTo(new Verdict.Unreadable("malformed_ranking"));
        assertThat(PARSER.parse("ranking: 1 > 2\nranking: 2 > 1"))
                .isEqualTo(new Verdict.Unreadable("contradicting_rankings"));
    }

    @Test
    void isTotal() {
        List<String> scraps = List.of(
                "ranking",
                ":",
                "ranking:",
                "1",
                "2",
                ">",
                "<",
                "=",
                " ",
                "\n",
                "**",
                "Response",
                "tie",
                "$1",
                "\\",
                "é",
                "😀",
                "&gt;",
                "(",
                "[",
                "X > Y");
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new SplittableRandom(seed);
            StringBuilder answer = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                answer.append(scraps.get(random.nextInt(scraps.size())));
            }
            assertThat(PARSER.parse(answer.toString())).as("seed %d", seed).isNotNull();
        }
    }

    private static String chatter(SplittableRandom random) {
        List<String> words = List.of(
                "The",
                "response",
                "1",
                "2",
                "is",
                "Response 2",
                "better:",
                "clear.",
                "> quoted",
                "ranking them is hard;",
                "**",
                "3.5");
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.append(words.get(random.nextInt(words.size()))).append(i % 3 == 0 ? "\n" : " ");
        }
        return text.append(random.nextBoolean() ? "\n" : "").toString();
    }

    private static String pick(SplittableRandom random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void drawnLettersAreReadAndNumbersAreNoVerdictThen() {
        RankingParser parser = RankingParser.of(new JudgeRubric.Labels("K", "T"));
        assertThat(parser.parse("ranking: K > T")).isEqualTo(new Verdict.First());
        assertThat(parser.parse("Well.\nranking: Response T > Response K")).isEqualTo(new Verdict.Second());
        assertThat(parser.parse("ranking: K = T")).isEqualTo(new Verdict.Tie());
        for (String answer :
                List.of("ranking: 1 > 2", "ranking: X > Y", "ranking: K > Tea", "ranking: K > K", "ranking: B > T")) {
            assertThat(parser.parse(answer)).as(answer).isInstanceOf(Verdict.Unreadable.class);
        }
    }
}
