package sao.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static sao.judging.Responses.PROMPT;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import sao.domain.Judgment;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.Ranking;
import sao.judging.Responses;
import sao.pairing.PairSelection.Outcome;
import sao.pairing.Selection.Excluded;
import sao.pairing.Selection.Reason;
import sao.pairing.Selection.Selected;
import sao.token.FinishReason;

/// Pairs of two responses that both ended or both were truncated. The number in each text is its merit; a text
/// that ends in `...` was truncated.
class AlikeTruncationTest {
    private static final PairRules RULES = new PairRules(0, 4, TruncatedAnswers.ALIKE, FlaggedAnswers.DROP, 0);

    private final List<List<Response>> ranked = new ArrayList<>();

    private record ByNumber() implements Judge {
        @Override
        public String name() {
            return "by-number/v1";
        }

        @Override
        public Judgment compare(Prompt prompt, Response first, Response second) {
            double logOdds = number(first) - number(second);
            return logOdds == 0 ? new Judgment.Tied(0, 0, 1) : new Judgment.Ranked(logOdds, -logOdds, 1);
        }

        private static double number(Response response) {
            return Integer.parseInt(response.text().replaceAll("\\D", ""));
        }
    }

    private Selection select(PairRules rules, OptionalInt anchoredFrom, String... texts) {
        List<Response> responses = new ArrayList<>();
        for (String text : texts) {
            Response one = Responses.of(text, text, text.endsWith("...") ? FinishReason.LENGTH : FinishReason.STOP);
            responses.add(new Response(one.id(), one.promptId(), responses.size(), one.promptTokens(), one.answer()));
        }
        Outcome outcome = new PairSelection(rules, 1, "by-number/v1", anchoredFrom)
                .select(PROMPT, responses, ResponseFlag.of(responses), usable -> {
                    ranked.add(usable);
                    return Ranking.of(new ByNumber(), PROMPT, usable, responses);
                });
        return outcome.selection();
    }

    private Selection select(String... texts) {
        return select(RULES, OptionalInt.empty(), texts);
    }

    private static List<String> pair(Selection selection) {
        PreferencePair pair = ((Selected) selection).pair();
        return List.of(pair.chosen().text(), pair.rejected().text());
    }

    @Test
    void twoResponsesThatEndedOrTwoThatWereTruncatedMakeAPair() {
        assertThat(pair(select("it is 1", "it is 2"))).containsExactly("it is 2", "it is 1");
        assertThat(pair(select("it is 4...", "it is 2..."))).containsExactly("it is 4...", "it is 2...");
    }

    @Test
    void anEndedAndATruncatedResponseMakeNoPairAndAreNotJudged() {
        assertThat(select("it is 1", "it is 2..."))
                .isEqualTo(new Excluded(Reason.UNLIKE_TRUNCATION, "1 truncated, 1 ended"));
        assertThat(ranked).isEmpty();
    }

    @Test // gaps: 3 among those that ended, 7 among those that were truncated
    void theGroupWithTheLargerGapMakesThePair() {
        assertThat(pair(select("it is 1", "it is 9...", "it is 4", "it is 2...", "it is 3", "it is 5...")))
                .containsExactly("it is 9...", "it is 2...");
        assertThat(pair(select("it is 0", "it is 9...", "it is 8", "it is 2...", "it is 3", "it is 5...")))
                .containsExactly("it is 8", "it is 0");
    }

    @Test
    void withEqualGapsThoseThatEndedMakeThePair() {
        assertThat(pair(select("it is 8...", "it is 3", "it is 6...", "it is 1")))
                .containsExactly("it is 3", "it is 1");
    }

    @Test
    void theOnlyOneThatEndedIsLeftOutAndNotJudged() {
        assertThat(pair(select("it is 9", "it is 4...", "it is 6..."))).containsExactly("it is 6...", "it is 4...");
        assertThat(ranked)
                .hasSize(1)
                .allSatisfy(group ->
                        assertThat(group).extracting(Response::text).containsExactly("it is 4...", "it is 6..."));
    }

    @Test // the length ratio of those that ended is above 4
    void ifARuleExcludesTheLargerGapTheOtherGroupMakesThePair() {
        assertThat(pair(select("9", "this is surely only a 1", "it is 4...", "it is 6...")))
                .containsExactly("it is 6...", "it is 4...");
    }

    @Test
    void ifRulesExcludeBothTheReasonIsThatOfTheLargerGap() {
        var strict = new PairRules(5, 4, TruncatedAnswers.ALIKE, FlaggedAnswers.DROP, 0);
        assertThat(select(strict, OptionalInt.empty(), "it is 4", "it is 1", "it is 2...", "it is 4..."))
                .isEqualTo(new Excluded(Reason.SMALL_MARGIN, "3.0000 nats"));
    }

    @Test // slots 2 and 3 are the anchor's: only the truncated responses come from both models
    void withAnAnchorAGroupNeedsResponsesOfBothModels() {
        assertThat(pair(select(RULES, OptionalInt.of(2), "it is 9", "it is 5...", "it is 2...", "it is 4...")))
                .containsExactly("it is 5...", "it is 2...");
        assertThat(select(RULES, OptionalInt.of(2), "it is 9", "it is 5", "it is 2...", "it is 4..."))
                .isEqualTo(new Excluded(Reason.UNLIKE_TRUNCATION, "2 truncated, 2 ended"));
    }
}
