package sao.judging;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// The weighted mean of the log-odds of several judges, in each order. The weights are configured, not fitted on
/// the probes of a run, which would overfit to the probes.
///
/// If the judgment of one member is unreadable, the judgment of the mean is unreadable.
///
/// @param members judges with their weights, at least one
public record MeanJudge(List<Member> members) implements Judge {
    public MeanJudge {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("a mean needs at least one judge");
        }
    }

    /// One judge of the mean.
    ///
    /// @param judge judge that is called
    /// @param weight weight of its log-odds, finite and above 0
    public record Member(Judge judge, double weight) {
        public Member {
            if (!(weight > 0 && Double.isFinite(weight))) {
                throw new IllegalArgumentException("weight is %s, but it must be finite and above 0".formatted(weight));
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
        return of(Judge::repeated);
    }

    @Override
    public Judge salted(String salt) {
        return of(judge -> judge.salted(salt));
    }

    private MeanJudge of(UnaryOperator<Judge> change) {
        return new MeanJudge(members.stream()
                .map(member -> new Member(change.apply(member.judge()), member.weight()))
                .toList());
    }
}
