package sao.judging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import sao.domain.Judgment;
import sao.domain.Prompt;
import sao.domain.Response;

/// The responses to one prompt as a judge ranks them: each was compared with every other, and its merit is
/// the mean of the log-odds by which it wins. A pointwise judge is asked once for each response whatever the
/// number of comparisons, where its model remembers.
public final class Ranking {
    private final List<Response> responses;
    private final Judgment[][] judgments;

    private Ranking(List<Response> responses, Judgment[][] judgments) {
        this.responses = responses;
        this.judgments = judgments;
    }

    /// {@return the ranking of some responses to a prompt}
    ///
    /// @param judge who compares
    /// @param prompt what was asked
    /// @param responses to rank, at least two
    /// @param all responses of the prompt, those to rank among them
    public static Ranking of(Judge judge, Prompt prompt, List<Response> responses, List<Response> all) {
        int size = responses.size();
        if (size < 2) {
            throw new IllegalArgumentException("%d responses cannot be ranked".formatted(size));
        }
        Judgment[][] judgments = new Judgment[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                Response first = responses.get(i);
                Response second = responses.get(j);
                List<Response> others = new ArrayList<>(all);
                others.remove(first);
                others.remove(second);
                judgments[i][j] = judge.compare(prompt, first, second, others);
                judgments[j][i] =
                        judgments[i][j] instanceof Judgment.Ranked ranked ? ranked.mirrored() : judgments[i][j];
            }
        }
        return new Ranking(List.copyOf(responses), judgments);
    }

    /// {@return the responses in the order given}
    public List<Response> responses() {
        return responses;
    }

    /// {@return the mean log-odds by which a response wins against the others, over those comparisons that
    /// have a verdict; nats, NaN if none has}
    ///
    /// @param place of the response in the order given, from 0
    public double merit(int place) {
        return IntStream.range(0, responses.size())
                .filter(other -> other != place)
                .mapToObj(other -> judgments[place][other])
                .filter(judgment -> !(judgment instanceof Judgment.Unreadable))
                .mapToDouble(judgment -> (LogOdds.given(judgment) - LogOdds.swapped(judgment)) / 2)
                .average()
                .orElse(Double.NaN);
    }

    /// {@return what the judge said of two of the responses, as [Judge#compare] has it}
    ///
    /// @param first place of the one
    /// @param second place of another
    public Judgment between(int first, int second) {
        if (first == second) {
            throw new IllegalArgumentException("place %d twice".formatted(first));
        }
        return judgments[first][second];
    }
}
