package sao.verdict;

import sao.chat.ChatModel;
import sao.chat.Conversation;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;
import sao.error.Excerpt;
import sao.judging.Judge;
import sao.judging.LogOdds;
import sao.rubric.JudgeRubric;
import sao.token.SamplingSettings;
import sao.token.Seeds;

/// Samples a written verdict from a model and parses it, as the paper does. If the verdict is unreadable, it is
/// sampled a second time with another seed; if that is unreadable too, the judgment is [Judgment.Unreadable].
///
/// A written verdict has no confidence. It counts as log-odds of ln 9 (nats) for the named position and as 0 for a
/// tie: equal verdicts in both orders give p = 0.9, contradicting verdicts give a tie.
public final class WrittenJudge implements Judge {
    private final ChatModel model;
    private final JudgeRubric rubric;
    private final SeatOrder order;
    private final SamplingSettings sampling;
    private final long seed;
    private final String name;

    /// @param model model of the judge
    /// @param rubric template of the judge prompt
    /// @param order response in the first position
    /// @param sampling sampling settings of the verdict
    /// @param seed sampling seed; the seed of each call is derived from it
    public WrittenJudge(ChatModel model, JudgeRubric rubric, SeatOrder order, SamplingSettings sampling, long seed) {
        this.model = model;
        this.rubric = rubric;
        this.order = order;
        this.sampling = sampling;
        this.seed = seed;
        this.name = "written-%s/%s".formatted(order.label(), rubric.name());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second) {
        if (LogOdds.sameText(first, second)) {
            return LogOdds.tieOfEqualTexts();
        }
        return switch (order) {
            case GIVEN -> oneOrder(prompt, first, second, false);
            case SWAPPED -> oneOrder(prompt, first, second, true);
            case BOTH -> bothOrders(prompt, first, second);
            case RANDOM -> oneOrder(prompt, first, second, drawSwap(prompt, first, second));
        };
    }

    @Override
    public Judge repeated() {
        return sampling.temperature() == 0
                ? this
                : new WrittenJudge(model, rubric, order, sampling, Seeds.of(seed, "repeated"));
    }

    @Override
    public WrittenJudge salted(String salt) {
        long own = sampling.temperature() == 0 ? seed : Seeds.of(seed, salt);
        return new WrittenJudge(model, rubric.salted(salt), order, sampling, own);
    }

    /// Draws the positions of a pair. The result is the same response in the first position if the arguments are
    /// swapped.
    private boolean drawSwap(Prompt prompt, Response first, Response second) {
        boolean sorted = first.id().compareTo(second.id()) <= 0;
        String pair = sorted ? first.id() + ' ' + second.id() : second.id() + ' ' + first.id();
        boolean drawn = Seeds.of(seed, "seats %s %s".formatted(prompt.id(), pair)) < 0;
        return drawn == sorted;
    }

    private Judgment oneOrder(Prompt prompt, Response first, Response second, boolean swapped) {
        Reading reading = swapped ? ask(prompt, second, first) : ask(prompt, first, second);
        if (reading.verdict() instanceof Verdict.Unreadable(String reason)) {
            return new Judgment.Unreadable(reason, reading.evidence());
        }
        double logOdds = logOdds(reading.verdict());
        return swapped
                ? LogOdds.judgment(0 - logOdds, logOdds, reading.mass())
                : LogOdds.judgment(logOdds, 0 - logOdds, reading.mass());
    }

    private Judgment bothOrders(Prompt prompt, Response first, Response second) {
        Reading given = ask(prompt, first, second);
        if (given.verdict() instanceof Verdict.Unreadable(String reason)) {
            return new Judgment.Unreadable(reason, given.evidence());
        }
        Reading swapped = ask(prompt, second, first);
        if (swapped.verdict() instanceof Verdict.Unreadable(String reason)) {
            return new Judgment.Unreadable(reason, swapped.evidence());
        }
        return LogOdds.judgment(
                logOdds(given.verdict()), logOdds(swapped.verdict()), (given.mass() + swapped.mass()) / 2);
    }

    private Reading ask(Prompt prompt, Response firstSeat, Response secondSeat) {
        JudgeRubric.Question question = rubric.question(prompt, firstSeat, secondSeat);
        Conversation conversation = Conversation.ask(question.text());
        RankingParser parser = RankingParser.of(question.labels());
        long own = Seeds.of(seed, prompt.id() + ' ' + firstSeat.id() + ' ' + secondSeat.id());
        String answer = write(conversation, own);
        Verdict verdict = parser.parse(answer);
        if (!(verdict instanceof Verdict.Unreadable)) {
            return new Reading(verdict, 1, answer);
        }
        if (sampling.temperature() == 0) { // a second call would return the same text
            return new Reading(verdict, 0, answer);
        }
        String again = write(conversation, Seeds.of(own, "again"));
        return new Reading(parser.parse(again), 0.5, again);
    }

    private String write(Conversation conversation, long own) {
        return model.generate(conversation, sampling, 1, own)
                .answers()
                .getFirst()
                .text();
    }

    private static double logOdds(Verdict verdict) {
        return switch (verdict) {
            case Verdict.First _ -> LogOdds.OF_ONE_VERDICT;
            case Verdict.Second _ -> -LogOdds.OF_ONE_VERDICT;
            case Verdict.Tie _ -> 0;
            case Verdict.Unreadable _ -> Double.NaN;
        };
    }

    /// The verdict in one order. `mass` is the share of readable answers, in [0, 1].
    private record Reading(Verdict verdict, double mass, String answer) {
        String evidence() {
            return Excerpt.line(answer);
        }
    }
}
