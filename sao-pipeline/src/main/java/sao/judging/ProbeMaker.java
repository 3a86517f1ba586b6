package sao.judging;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import sao.domain.Answer;
import sao.domain.LogProbabilities;
import sao.domain.Response;
import sao.domain.Seeds;
import sao.domain.TokenIds;

/// Makes worse twins of a run's own responses.
///
/// A text of at least twenty words is cut and mixed by words; a text without that many spaces, as in
/// Chinese, by code points. Shorter texts make no probe: half of a short answer may well be the better one.
final class ProbeMaker {
    private static final int LEAST_WORDS = 20;
    private static final int LEAST_CODE_POINTS = 60;
    private static final int LOOPED_UNITS = 10;

    private final long seed;

    ProbeMaker(long seed) {
        this.seed = seed;
    }

    /// {@return up to `most` prompts that can make probes, in an order drawn from the seed and their ids
    /// alone}
    List<AnsweredPrompt> draw(List<AnsweredPrompt> answered, int most) {
        return answered.stream()
                .filter(one -> !units(good(one).text()).isEmpty())
                .sorted(Comparator.comparingLong((AnsweredPrompt one) ->
                                Seeds.of(seed, one.prompt().id()))
                        .thenComparing(one -> one.prompt().id()))
                .limit(most)
                .toList();
    }

    /// {@return the probes of the drawn prompts, one of each kind for each; off-topic only where another
    /// prompt has another response}
    List<Probe> probes(List<AnsweredPrompt> drawn) {
        List<Probe> probes = new ArrayList<>();
        for (int i = 0; i < drawn.size(); i++) {
            AnsweredPrompt one = drawn.get(i);
            String elsewhere = good(drawn.get((i + 1) % drawn.size())).text();
            for (ProbeKind kind : ProbeKind.values()) {
                String text = kind == ProbeKind.OFF_TOPIC ? elsewhere : twin(kind, good(one));
                if (!text.equals(good(one).text())) {
                    probes.add(new Probe(kind, one.prompt(), good(one), response(good(one), kind, text)));
                }
            }
        }
        return probes;
    }

    /// The first response that ended by itself, or else the first.
    private static Response good(AnsweredPrompt one) {
        return one.responses().stream()
                .filter(response -> !response.truncated())
                .findFirst()
                .orElseGet(() -> one.responses().getFirst());
    }

    private String twin(ProbeKind kind, Response good) {
        List<String> units = units(good.text());
        String between = good.text().strip().split("\\s+").length < LEAST_WORDS ? "" : " ";
        List<String> worse = switch (kind) {
            case OFF_TOPIC -> units;
            case TRUNCATED -> units.subList(0, units.size() / 2);
            case SHUFFLED -> shuffled(units, good.id());
            case LOOPING -> looped(units);
        };
        return String.join(between, worse);
    }

    private List<String> shuffled(List<String> units, String id) {
        List<String> mixed = new ArrayList<>(units);
        Collections.shuffle(mixed, new Random(Seeds.of(seed, "shuffle " + id)));
        return mixed;
    }

    private static List<String> looped(List<String> units) {
        List<String> loop = new ArrayList<>();
        for (int i = 0; i < units.size(); i++) {
            loop.add(units.get(i % LOOPED_UNITS));
        }
        return loop;
    }

    private static List<String> units(String text) {
        List<String> words = Arrays.asList(text.strip().split("\\s+"));
        if (words.size() >= LEAST_WORDS) {
            return words;
        }
        List<String> points =
                text.strip().codePoints().mapToObj(Character::toString).toList();
        return points.size() >= LEAST_CODE_POINTS && words.size() * 10 < points.size() ? points : List.of();
    }

    private static Response response(Response good, ProbeKind kind, String text) {
        String id = "%s-%s".formatted(good.id(), kind.label());
        Answer answer = new Answer(
                text,
                TokenIds.of(),
                LogProbabilities.of(),
                good.answer().finishReason(),
                good.answer().seed());
        return new Response(id, good.promptId(), good.slot(), good.promptTokens(), answer);
    }
}
