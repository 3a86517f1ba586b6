package sao.judging;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// Asks several judges and takes the weighted mean of their log-odds, in each order. The weights are fixed
/// before anything is judged: fitted on a run's own probes they would only learn the probes.
///
/// Where one of them has no verdict, there is none.
///
/// @param members who is asked, and how much each counts
public record MeanJudge(List<Member> members) implements Judge {
    public MeanJudge {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a mean needs at least one judge");
        }
    }

    /// One of the judges.
    ///
    /// @param judge who is asked
    /// @param weight how much its log-odds count, above 0
    public record Member(Judge judge, double weight) {
        public Member {
            if (!(weight > 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException("weight is %s, but it must be above 0".formatted(weight));
            }
        }
    }

    @Override
    public String name() {
        return members.stream()
                .map(member ->
                        String.format(Locale.ROOT, "%s*%s", member.judge().name(), member.weight()))
                .collect(Collectors.joining(" + ", "mean(", ")"));
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second) {
        return compare(prompt, first, second, List.of());
    }

    @Override
    public Judgment compare(Prompt prompt, Response first, Response second, List<Response> others) {
        if (LogOdds.sameText(first, second)) {
            return LogOdds.tieOfEqualTexts();
        }
        double weights = 0;
        double given = 0;
        double swapped = 0;
        double mass = 0;
        for (Member member : members) {
            Judgment judgment = member.judge().compare(prompt, first, second, others);
            if (judgment instanceof Judgment.Unreadable) {
                return judgment;
            }
            weights += member.weight();
            given += member.weight() * LogOdds.given(judgment);
            swapped += member.weight() * LogOdds.swapped(judgment);
            mass += member.weight() * LogOdds.verdictMass(judgment);
        }
        return LogOdds.judgment(given / weights, swapped / weights, mass / weights);
    }

    @Override
    public Judge repeated() {
        return new MeanJudge(members.stream()
                .map(member -> new Member(member.judge().repeated(), member.weight()))
                .toList());
    }
}
