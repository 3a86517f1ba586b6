package sao.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sao.concurrent.BoundedConcurrency;
import sao.domain.AnsweredPrompt;
import sao.domain.Judgment;
import sao.domain.Response;
import sao.judging.Judge;
import sao.judging.LogOdds;
import sao.statistics.WilsonProportion;

/// Measures the accuracy and the biases of judges before training. Probes have a known order, because the worse
/// response was made from the better one, because it does not meet a verifiable constraint, or because the pair is
/// labelled. Pairs of the run's responses have no known order; they measure length bias.
///
/// All judges get the same probes. Equal data and seed give equal probes, in any order of the data.
public final class JudgeAudit {
    private final List<Probe> probes;
    private final List<AnsweredPrompt> pairs;

    private JudgeAudit(List<Probe> probes, List<AnsweredPrompt> pairs) {
        this.probes = List.copyOf(probes);
        this.pairs = pairs;
    }

    /// {@return an audit of responses of a run}
    ///
    /// @param answered prompts with their responses
    /// @param prompts maximum number of prompts; each gives one probe of every kind and one pair
    /// @param seed seed of the selection and of shuffled words
    public static JudgeAudit of(List<AnsweredPrompt> answered, int prompts, long seed) {
        ProbeMaker maker = new ProbeMaker(seed);
        List<AnsweredPrompt> drawn = maker.draw(answered, prompts);
        List<AnsweredPrompt> pairs =
                drawn.stream().filter(one -> one.responses().size() > 1).toList();
        return new JudgeAudit(maker.probes(drawn), pairs);
    }

    /// {@return this audit with more probes}
    ///
    /// @param more probes of kind [ProbeKind#LABELLED] or [ProbeKind#CONSTRAINT]; the accuracy on constraints is
    ///     reported beside all other figures and affects none of them
    public JudgeAudit with(List<Probe> more) {
        List<Probe> all = new ArrayList<>(probes);
        all.addAll(more);
        return new JudgeAudit(all, pairs);
    }

    /// {@return the probes, grouped by prompt}
    public List<Probe> probes() {
        return probes;
    }

    /// {@return the number of judgments that an audit of a judge takes}
    ///
    /// @param judge judge to audit
    public int verdicts(Judge judge) {
        return probes.size() + (draws(judge) ? 2 : 1) * pairs.size();
    }

    /// {@return the accuracy, the biases and the calibration of a judge on these probes}
    ///
    /// @param judge judge to audit
    /// @param inFlight number of concurrent judgments
    /// @throws sao.error.SaoException if the model behind the judge fails
    public AuditTable audit(Judge judge, BoundedConcurrency inFlight) {
        List<JudgedProbe> known = inFlight.map(
                probes,
                probe -> new JudgedProbe(
                        probe, judge.compare(probe.prompt(), probe.good(), probe.bad(), probe.others())));
        List<Judgment> natural = natural(judge, inFlight);
        List<JudgedProbe> made =
                known.stream().filter(one -> one.probe().kind().isMade()).toList();
        List<JudgedProbe> labelled =
                known.stream().filter(JudgeAudit::isLabelled).toList();
        List<JudgedProbe> counted = known.stream()
                .filter(one -> one.probe().kind() != ProbeKind.CONSTRAINT)
                .toList();
        List<Judgment> all = new ArrayList<>(natural);
        counted.forEach(one -> all.add(one.judgment()));
        return new AuditTable(
                judge.name(),
                rows(known),
                AuditRow.of("all", made),
                seats(all),
                new AuditTable.Length(
                        longerWins(natural, false),
                        longerWins(natural, true),
                        AuditRow.of(
                                        "matched",
                                        counted.stream()
                                                .filter(JudgedProbe::matched)
                                                .toList())
                                .accuracy()),
                draws(judge) ? same(natural, natural(judge.repeated(), inFlight)) : new WilsonProportion(0, 0),
                Calibration.of(labelled.isEmpty() ? made : labelled, !labelled.isEmpty()));
    }

    private static boolean isLabelled(JudgedProbe one) {
        return one.probe().kind() == ProbeKind.LABELLED;
    }

    private static boolean draws(Judge judge) {
        return !judge.repeated().equals(judge);
    }

    private static List<AuditRow> rows(List<JudgedProbe> known) {
        List<AuditRow> rows = new ArrayList<>();
        for (ProbeKind kind : ProbeKind.values()) {
            List<JudgedProbe> ofKind =
                    known.stream().filter(one -> one.probe().kind() == kind).toList();
            if (!ofKind.isEmpty()) {
                rows.add(AuditRow.of(kind.label(), ofKind));
            }
        }
        return rows;
    }

    private List<Judgment> natural(Judge judge, BoundedConcurrency inFlight) {
        return inFlight.map(pairs, pair -> {
            List<Response> responses = pair.responses();
            return judge.compare(
                    pair.prompt(), responses.get(0), responses.get(1), responses.subList(2, responses.size()));
        });
    }

    private static AuditTable.Seats seats(List<Judgment> judgments) {
        List<Judgment> read = judgments.stream()
                .filter(judgment -> !(judgment instanceof Judgment.Unreadable))
                .toList();
        List<Judgment> decided = read.stream()
                .filter(judgment -> LogOdds.given(judgment) != 0 || LogOdds.swapped(judgment) != 0)
                .toList();
        long agreeing = decided.stream()
                .filter(judgment -> LogOdds.given(judgment) * LogOdds.swapped(judgment) < 0)
                .count();
        return new AuditTable.Seats(
                read.stream()
                        .mapToDouble(judgment -> (LogOdds.given(judgment) + LogOdds.swapped(judgment)) / 2)
                        .average()
                        .orElse(0),
                new WilsonProportion(agreeing, decided.size()),
                read.stream().mapToDouble(LogOdds::verdictMass).average().orElse(0));
    }

    private WilsonProportion longerWins(List<Judgment> natural, boolean matchedOnly) {
        double longer = 0;
        int decided = 0;
        for (int i = 0; i < natural.size(); i++) {
            Response first = pairs.get(i).responses().get(0);
            Response second = pairs.get(i).responses().get(1);
            int difference = JudgedProbe.length(first) - JudgedProbe.length(second);
            double firstWins = AuditRow.right(natural.get(i));
            if (difference == 0 || Double.isNaN(firstWins) || (matchedOnly && !JudgedProbe.matched(first, second))) {
                continue;
            }
            decided++;
            longer += difference > 0 ? firstWins : 1 - firstWins;
        }
        return new WilsonProportion(longer, decided);
    }

    private static WilsonProportion same(List<Judgment> once, List<Judgment> again) {
        return new WilsonProportion(
                IntStream.range(0, once.size())
                        .filter(i -> outcome(once.get(i)).equals(outcome(again.get(i))))
                        .count(),
                once.size());
    }

    private static String outcome(Judgment judgment) {
        return switch (judgment) {
            case Judgment.Ranked ranked -> ranked.firstWins() ? "first" : "second";
            case Judgment.Tied _ -> "tie";
            case Judgment.Unreadable _ -> "unreadable";
        };
    }
}
