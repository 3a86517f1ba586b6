package sao.judging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import sao.domain.Judgment;
import sao.domain.Response;

/// Measures judges before training pays for their mistakes: on probes whose order is known because the
/// worse response was made from the better one, and on pairs of the run's own responses, where nobody knows
/// the order but a taste for length shows.
///
/// Every judge gets the same probes, and equal data and seed give equal probes whatever order the data
/// comes in.
public final class JudgeAudit {
    private final List<Probe> probes;
    private final List<AnsweredPrompt> pairs;

    private JudgeAudit(List<Probe> probes, List<AnsweredPrompt> pairs) {
        this.probes = probes;
        this.pairs = pairs;
    }

    /// {@return an audit made from a run's own data}
    ///
    /// @param answered prompts with their responses
    /// @param prompts most of them to use; each makes up to four probes and one pair
    /// @param seed of the choice and of the shuffling
    public static JudgeAudit of(List<AnsweredPrompt> answered, int prompts, long seed) {
        ProbeMaker maker = new ProbeMaker(seed);
        List<AnsweredPrompt> drawn = maker.draw(answered, prompts);
        List<AnsweredPrompt> pairs =
                drawn.stream().filter(one -> one.responses().size() > 1).toList();
        return new JudgeAudit(maker.probes(drawn), pairs);
    }

    /// {@return the probes, by prompt}
    public List<Probe> probes() {
        return List.copyOf(probes);
    }

    /// {@return what a judge is worth on these probes}
    ///
    /// @param judge who is audited
    /// @param inFlight how many probes are asked at a time
    public AuditTable audit(Judge judge, InFlight inFlight) {
        List<Judgment> known = inFlight.map(probes, probe -> judge.compare(probe.prompt(), probe.good(), probe.bad()));
        List<Judgment> natural = inFlight.map(
                pairs,
                pair -> judge.compare(
                        pair.prompt(), pair.responses().get(0), pair.responses().get(1)));
        List<Judgment> both = new ArrayList<>(known);
        both.addAll(natural);
        return new AuditTable(
                judge.name(),
                Arrays.stream(ProbeKind.values()).map(kind -> row(kind, known)).toList(),
                AuditRow.of("all", known),
                seats(both).stream().mapToDouble(Seats::bias).average().orElse(0),
                consistency(both),
                seats(both).stream().mapToDouble(Seats::verdictMass).average().orElse(0),
                longerWins(natural));
    }

    private AuditRow row(ProbeKind kind, List<Judgment> judgments) {
        return AuditRow.of(
                kind.label(),
                IntStream.range(0, probes.size())
                        .filter(i -> probes.get(i).kind() == kind)
                        .mapToObj(judgments::get)
                        .toList());
    }

    private static List<Seats> seats(List<Judgment> judgments) {
        List<Seats> seats = new ArrayList<>();
        for (Judgment judgment : judgments) {
            switch (judgment) {
                case Judgment.Ranked(double given, double swapped, double mass) ->
                    seats.add(new Seats(given, swapped, mass));
                case Judgment.Tied(double given, double swapped, double mass) ->
                    seats.add(new Seats(given, swapped, mass));
                case Judgment.Unreadable _ -> {}
            }
        }
        return seats;
    }

    private static Share consistency(List<Judgment> judgments) {
        List<Seats> decided = seats(judgments).stream()
                .filter(seats -> seats.given() != 0 || seats.swapped() != 0)
                .toList();
        return new Share(decided.stream().filter(Seats::agree).count(), decided.size());
    }

    private Share longerWins(List<Judgment> natural) {
        double longer = 0;
        int decided = 0;
        for (int i = 0; i < natural.size(); i++) {
            int difference = length(pairs.get(i).responses().get(0))
                    - length(pairs.get(i).responses().get(1));
            if (difference != 0 && !(natural.get(i) instanceof Judgment.Unreadable)) {
                decided++;
                longer += natural.get(i) instanceof Judgment.Ranked ranked
                        ? (ranked.firstWins() == difference > 0 ? 1 : 0)
                        : 0.5;
            }
        }
        return new Share(longer, decided);
    }

    private static int length(Response response) {
        return response.text().codePointCount(0, response.text().length());
    }

    /// Log-odds for the first seat in both orders.
    private record Seats(double given, double swapped, double verdictMass) {
        double bias() {
            return (given + swapped) / 2;
        }

        boolean agree() {
            return given * swapped < 0;
        }
    }
}
