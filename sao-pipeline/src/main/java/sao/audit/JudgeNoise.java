package sao.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sao.concurrent.BoundedConcurrency;
import sao.domain.AnsweredPrompt;
import sao.domain.Judgment;
import sao.domain.Response;
import sao.judging.Judge;

/// The noise of a judge: how far its log-odds for the same two responses vary between repetitions with other random
/// words in the fences of its judge prompts, see [Judge#salted].
///
/// @param deviation standard deviation of the log-odds of one judgment, nats, at least 0: the square root of the
///     mean variance within a pair; 0 for a judge without fences that does not sample
/// @param pairs number of pairs of responses with at least two readable judgments; 0 if nothing was repeated
/// @param repetitions number of judgments of each pair
public record JudgeNoise(double deviation, int pairs, int repetitions) {
    /// Number of judgments of each pair: the usual one and three with other words.
    public static final int REPETITIONS = 4;

    /// Quantile of the normal distribution for 95 %, one-sided.
    private static final double Z = 1.6448536269514722;

    /// {@return whether judgments of a judge vary between repetitions: its judge prompts have fences, or it samples}
    public static boolean varies(Judge judge) {
        return !judge.salted("noise").equals(judge);
    }

    /// {@return the first prompts whose first two responses differ}
    ///
    /// @param answered prompts with their responses
    /// @param most maximum number of prompts
    public static List<AnsweredPrompt> pairs(List<AnsweredPrompt> answered, int most) {
        return answered.stream().filter(JudgeNoise::isPair).limit(most).toList();
    }

    /// {@return the noise of a judge on the first two responses to each prompt}
    ///
    /// @param judge judge to repeat
    /// @param pairs prompts of [#pairs]
    /// @param inFlight number of concurrent judgments
    /// @throws sao.error.SaoException if the model behind the judge fails
    public static JudgeNoise measure(Judge judge, List<AnsweredPrompt> pairs, BoundedConcurrency inFlight) {
        if (!varies(judge)) {
            return new JudgeNoise(0, 0, 0);
        }
        List<Judge> judges = IntStream.range(0, REPETITIONS)
                .mapToObj(i -> i == 0 ? judge : judge.salted("noise " + i))
                .toList();
        List<Judgment> judgments = inFlight.map(
                IntStream.range(0, REPETITIONS * pairs.size()).boxed().toList(),
                i -> judge(judges.get(i % REPETITIONS), pairs.get(i / REPETITIONS)));
        return of(judgments);
    }

    /// {@return the smallest margin, nats, whose sign is wrong with probability at most 5 %: a judgment whose expected
    /// log-odds are as far from 0 has the other sign with that probability, if noise is normal}
    public double margin() {
        return Z * deviation;
    }

    private static boolean isPair(AnsweredPrompt one) {
        List<Response> responses = one.responses();
        return responses.size() >= 2
                && !responses
                        .get(0)
                        .text()
                        .strip()
                        .equals(responses.get(1).text().strip());
    }

    private static Judgment judge(Judge judge, AnsweredPrompt pair) {
        List<Response> responses = pair.responses();
        return judge.compare(pair.prompt(), responses.get(0), responses.get(1), responses.subList(2, responses.size()));
    }

    /// {@return the noise in these judgments, those of each pair one after the other}
    private static JudgeNoise of(List<Judgment> judgments) {
        double squares = 0;
        int freedom = 0;
        int pairs = 0;
        for (int i = 0; i < judgments.size(); i += REPETITIONS) {
            List<Double> logOdds = logOdds(judgments.subList(i, i + REPETITIONS));
            if (logOdds.size() >= 2) {
                double mean = logOdds.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow();
                squares += logOdds.stream()
                        .mapToDouble(one -> (one - mean) * (one - mean))
                        .sum();
                freedom += logOdds.size() - 1;
                pairs++;
            }
        }
        return new JudgeNoise(freedom == 0 ? 0 : Math.sqrt(squares / freedom), pairs, REPETITIONS);
    }

    private static List<Double> logOdds(List<Judgment> judgments) {
        List<Double> logOdds = new ArrayList<>();
        for (Judgment judgment : judgments) {
            switch (judgment) {
                case Judgment.Ranked ranked -> logOdds.add(ranked.logOdds());
                case Judgment.Tied _ -> logOdds.add(0.0);
                case Judgment.Unreadable _ -> {}
            }
        }
        return logOdds;
    }
}
