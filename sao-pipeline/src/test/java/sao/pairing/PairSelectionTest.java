package sao.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static sao.judging.Responses.PROMPT;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sao.domain.Judgment;
import sao.domain.PreferencePair;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.Ranking;
import sao.judging.Responses;
import sao.pairing.Selection.Excluded;
import sao.pairing.Selection.Reason;
import sao.pairing.Selection.Selected;
import sao.token.FinishReason;

class PairSelectionTest {
    private static final Response FIRST = Responses.of("a", "Knead it and bake it.");
    private static final Response SECOND = Responses.of("b", "Buy it at the shop.");
    private static final Judgment FIRST_WINS = new Judgment.Ranked(1.5, -0.5, 0.9);
    private static final PairSelection SELECTION =
            new PairSelection(rules(0, TruncatedAnswers.DROP), 1, "likelihood/sao-v1");

    private static PairRules rules(double margin, TruncatedAnswers truncated) {
        return new PairRules(margin, 4, truncated, FlaggedAnswers.DROP, 0);
    }

    /// What becomes of two answers that were judged so.
    private static Selection select(PairSelection selection, Response first, Response second, Judgment judgment) {
        List<Response> responses = List.of(first, second);
        return selection
                .screen(responses, ResponseFlag.of(responses))
                .excluded()
                .<Selection>map(excluded -> excluded)
                .orElseGet(() -> selection.select(PROMPT, new Match(first, second, judgment, false)));
    }

    private static PreferencePair pair(Selection selection) {
        return ((Selected) selection).pair();
    }

    private static Reason reason(Selection selection) {
        return ((Excluded) selection).reason();
    }

    @Test
    void theBetterAnswerIsChosen() {
        PreferencePair pair = pair(select(SELECTION, FIRST, SECOND, FIRST_WINS));
        assertThat(pair.chosen()).isEqualTo(FIRST.answer());
        assertThat(pair.rejected()).isEqualTo(SECOND.answer());
        assertThat(pair.margin()).isEqualTo(1);
        assertThat(pair.probability()).isCloseTo(1 / (1 + Math.exp(-1)), within(1e-12));
        assertThat(pair.promptTokens()).isEqualTo(FIRST.promptTokens());
        assertThat(pair.judge()).isEqualTo("likelihood/sao-v1");
    }

    @Test
    void theOrderOfTheResponsesChangesNothing() {
        var mirrored = ((Judgment.Ranked) FIRST_WINS).mirrored();
        assertThat(select(SELECTION, SECOND, FIRST, mirrored)).isEqualTo(select(SELECTION, FIRST, SECOND, FIRST_WINS));
    }

    @Test
    void anotherRoundOrJudgeIsAnotherPair() {
        PairRules rules = SELECTION.rules();
        String id = pair(select(SELECTION, FIRST, SECOND, FIRST_WINS)).id();
        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(pair(select(new PairSelection(rules, 2, SELECTION.judge()), FIRST, SECOND, FIRST_WINS))
                        .id())
                .isNotEqualTo(id);
        assertThat(pair(select(new PairSelection(rules, 1, "other"), FIRST, SECOND, FIRST_WINS))
                        .id())
                .isNotEqualTo(id);
    }

    @Test
    void everyExclusionHasItsReason() {
        Response empty = Responses.of("c", " \n");
        Response twin = Responses.of("d", FIRST.text());
        Response cut = Responses.of("e", "Knead it and", FinishReason.LENGTH);
        Response wordy = Responses.of(
                "f", IntStream.range(0, 100).mapToObj(Integer::toString).collect(Collectors.joining(" ")));
        assertThat(reason(select(SELECTION, FIRST, empty, FIRST_WINS))).isEqualTo(Reason.EMPTY_RESPONSE);
        assertThat(reason(select(SELECTION, FIRST, twin, FIRST_WINS))).isEqualTo(Reason.IDENTICAL_RESPONSES);
        assertThat(reason(select(SELECTION, cut, FIRST, FIRST_WINS))).isEqualTo(Reason.TRUNCATED_RESPONSE);
        assertThat(reason(select(SELECTION, FIRST, wordy, FIRST_WINS))).isEqualTo(Reason.LENGTH_RATIO);
        assertThat(reason(select(SELECTION, FIRST, SECOND, new Judgment.Tied(1, 1, 1))))
                .isEqualTo(Reason.TIED_JUDGMENT);
        assertThat(reason(select(SELECTION, FIRST, SECOND, new Judgment.Unreadable("no_ranking_line", "hm"))))
                .isEqualTo(Reason.UNREADABLE_JUDGMENT);
        var strict = new PairSelection(rules(1.01, TruncatedAnswers.DROP), 1, "j");
        assertThat(reason(select(strict, FIRST, SECOND, FIRST_WINS))).isEqualTo(Reason.SMALL_MARGIN);
    }

    @Test
    void cutAnswersStayWhenTheRulesKeepThem() {
        Response cut = Responses.of("e", "Knead it and", FinishReason.LENGTH);
        var keeping = new PairSelection(rules(0, TruncatedAnswers.KEEP), 1, "j");
        assertThat(select(keeping, cut, FIRST, FIRST_WINS)).isInstanceOf(Selected.class);
    }

    @Test
    void reasonsAreStableNames() {
        assertThat(Reason.values())
                .extracting(Reason::label)
                .containsExactly(
                        "empty_response",
                        "identical_responses",
                        "truncated_response",
                        "unlike_truncation",
                        "refusal",
                        "loop",
                        "template_leakage",
                        "length_ratio",
                        "unreadable_judgment",
                        "tied_judgment",
                        "contradicting_ranking",
                        "small_margin");
    }

    @Test
    void flaggedAnswersLeaveUnlessTheRulesKeepThem() {
        Response refusal = Responses.of("r", "I'm sorry, but I can't help with that.");
        Response loop = Responses.of("l", "bake the bread and ".repeat(12));
        Response leak = Responses.of("t", "Bake it.<|im_end|>\n<|im_start|>user");
        var keeping = new PairSelection(new PairRules(0, 100, TruncatedAnswers.DROP, FlaggedAnswers.KEEP, 0), 1, "j");
        for (var flagged : Map.of(refusal, Reason.REFUSAL, loop, Reason.LOOP, leak, Reason.TEMPLATE_LEAKAGE)
                .entrySet()) {
            assertThat(reason(select(SELECTION, FIRST, flagged.getKey(), FIRST_WINS)))
                    .isEqualTo(flagged.getValue());
            assertThat(select(keeping, FIRST, flagged.getKey(), FIRST_WINS)).isInstanceOf(Selected.class);
        }
    }

    /// Prefers by a number that stands at the end of the answer, so many nats for one.
    private record Numbered(double unit) implements Judge {
        @Override
        public String name() {
            return "numbered/v1";
        }

        @Override
        public Judgment compare(Prompt prompt, Response first, Response second) {
            double logOdds = unit * (number(first) - number(second));
            return logOdds == 0 ? new Judgment.Tied(0, 0, 1) : new Judgment.Ranked(logOdds, -logOdds, 1);
        }

        private static int number(Response response) {
            return Integer.parseInt(response.text().replaceAll("\\D", ""));
        }
    }

    private static Selection ofMany(PairRules rules, String... texts) {
        var selection = new PairSelection(rules, 1, "numbered/v1");
        List<Response> responses =
                Stream.of(texts).map(text -> Responses.of(text, text)).toList();
        return outcome(selection, responses);
    }

    private static Selection outcome(PairSelection selection, List<Response> responses) {
        return selection
                .select(
                        PROMPT,
                        responses,
                        ResponseFlag.of(responses),
                        usable -> Ranking.of(new Numbered(1), PROMPT, usable, responses))
                .selection();
    }

    @Test
    void ofManyAnswersTheBestAndTheWorstMakeThePair() {
        PreferencePair pair = pair(ofMany(rules(0, TruncatedAnswers.DROP), "it is 2", "it is 5", "it is 1", "it is 3"));
        assertThat(pair.chosen().text()).isEqualTo("it is 5");
        assertThat(pair.rejected().text()).isEqualTo("it is 1");
        assertThat(pair.margin()).isEqualTo(4);
    }

    @Test
    void amongEqualsTheShortestIsChosenAndTheLongestRejected() {
        PreferencePair pair = pair(ofMany(
                rules(0, TruncatedAnswers.DROP), "it is surely 5", "it is 5", "it is 1", "oh, it is 1", "it is 3"));
        assertThat(pair.chosen().text()).isEqualTo("it is 5");
        assertThat(pair.rejected().text()).isEqualTo("oh, it is 1");
    }

    @Test // merits of 1, 4, 8, 10 spread over 9 steps: 0.25 takes 8 in with 10, 0.2 does not
    void rhoSaysWhatIsEquallyGood() {
        String[] texts = {"the long and winding answer is 10", "it is 8", "it is 4", "it is 1"};
        PairRules wide = new PairRules(0, 9, TruncatedAnswers.DROP, FlaggedAnswers.DROP, 0.25);
        PairRules narrow = new PairRules(0, 9, TruncatedAnswers.DROP, FlaggedAnswers.DROP, 0.2);
        assertThat(pair(ofMany(wide, texts)).chosen().text()).isEqualTo("it is 8");
        assertThat(pair(ofMany(narrow, texts)).chosen().text()).startsWith("the long");
    }

    @Test
    void unusableAnswersAmongManyDoNotCostThePrompt() {
        PreferencePair pair = pair(ofMany(rules(0, TruncatedAnswers.DROP), "", "it is 2", "it is 2", "it is 7"));
        assertThat(pair.chosen().text()).isEqualTo("it is 7");
        assertThat(reason(ofMany(rules(0, TruncatedAnswers.DROP), "", "it is 2", "it is 2", "")))
                .isEqualTo(Reason.EMPTY_RESPONSE);
    }

    /// What becomes of answers of which those from the third on are an anchor's.
    private static Selection anchored(String... texts) {
        var selection = new PairSelection(rules(0, TruncatedAnswers.DROP), 2, "numbered/v1", OptionalInt.of(2));
        List<Response> responses = IntStream.range(0, texts.length)
                .mapToObj(slot -> {
                    Response response = Responses.of(texts[slot] + slot, texts[slot]);
                    return new Response(
                            response.id(), response.promptId(), slot, response.promptTokens(), response.answer());
                })
                .toList();
        return outcome(selection, responses);
    }

    @Test
    void anAnchorsWorstAnswerIsRejectedHoweverBadTheOwnOnesAre() {
        PreferencePair pair = pair(anchored("it is 9", "it is 1", "it is 4", "it is 3"));
        assertThat(pair.chosen().text()).isEqualTo("it is 9");
        assertThat(pair.rejected().text()).isEqualTo("it is 3");
    }

    @Test
    void anAnchorThatIsBetterThanAllOwnAnswersMakesNoPair() {
        assertThat(reason(anchored("it is 2", "it is 1", "it is 9", "it is 8")))
                .isEqualTo(Reason.CONTRADICTING_RANKING);
    }

    @Test
    void withoutAnAnswerOfEitherModelThereIsNoPair() {
        assertThat(reason(anchored("it is 2", "it is 1", "", ""))).isEqualTo(Reason.EMPTY_RESPONSE);
        assertThat(reason(anchored("it is 2", "it is 1", "it is 2", "it is 1"))).isEqualTo(Reason.IDENTICAL_RESPONSES);
        assertThat(reason(anchored("", "", "it is 2", "it is 1"))).isEqualTo(Reason.EMPTY_RESPONSE);
        assertThat(pair(anchored("it is 2", "", "it is 1", "")).rejected().text())
                .isEqualTo("it is 1");
    }

    @Test // stone, paper, scissors, and one that loses to all
    void aBestThatLosesToTheWorstMakesNoPair() {
        Response best = Responses.of("b", "best");
        Response worst = Responses.of("w", "worst");
        Match match = new Match(best, worst, new Judgment.Ranked(-1, 1, 1), true);
        assertThat(reason(SELECTION.select(PROMPT, match))).isEqualTo(Reason.CONTRADICTING_RANKING);
        assertThat(SELECTION.select(PROMPT, new Match(best, worst, match.judgment(), false)))
                .isInstanceOf(Selected.class);
    }

    @Test
    void rulesOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new PairRules(0, 4, TruncatedAnswers.DROP, FlaggedAnswers.DROP, 0.5))
                .hasMessage("length_rho is 0.5, but it must be at least 0 and below 0.5");
        assertThatThrownBy(() -> rules(-1, TruncatedAnswers.DROP)).hasMessageContaining("minimum_margin is -1.0");
    }
}
