package sao.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import sao.constraint.Constraint;
import sao.constraint.ConstraintAnswers;
import sao.constraint.ConstraintFamily;
import sao.domain.Response;

/// Makes probes from answers of one model to prompts with a verifiable constraint: the better response meets the
/// constraint, the worse one does not. Both are unchanged answers, so these are the hardest probes: nothing but the
/// constraint separates the responses.
///
/// Two things that would give the better response away are kept out:
///
/// - Truncation: both responses ended by themselves, or both were cut off.
/// - Length: the lengths of both differ by at most 25 %, constraints on the number of words are not used, and the
///   better response is the longer one about as often as it is the shorter one.
public final class ConstraintProbes {
    /// Maximum difference between the number of probes with the longer and with the shorter better response.
    private static final int MOST_LEAD = 2;

    private ConstraintProbes() {}

    /// {@return the families of constraints from which probes are made}
    public static List<ConstraintFamily> families() {
        return Arrays.stream(ConstraintFamily.values())
                .filter(family -> !family.isOfLength())
                .toList();
    }

    /// {@return the probes, at most one for each prompt, in the order of the prompts}
    ///
    /// @param answered answers of one model to prompts with constraints
    public static List<Probe> of(List<ConstraintAnswers> answered) {
        List<List<Pair>> options =
                new ArrayList<>(answered.stream().map(ConstraintProbes::options).toList());
        options.sort(Comparator.comparingInt(List::size)); // prompts without a choice first
        List<Pair> chosen = new ArrayList<>();
        int lead = 0;
        for (List<Pair> some : options) {
            if (!some.isEmpty()) {
                Pair next = some.size() == 1 || lead <= 0 ? some.getFirst() : some.getLast();
                chosen.add(next);
                lead += Integer.signum(next.gap());
            }
        }
        balance(chosen, lead);
        return answered.stream()
                .flatMap(
                        answers -> chosen.stream().filter(pair -> pair.answers().equals(answers)))
                .map(Pair::probe)
                .toList();
    }

    /// Two answers to one prompt.
    private record Pair(ConstraintAnswers answers, Response good, Response bad) {
        /// {@return by how many code points the better response is longer}
        int gap() {
            return JudgedProbe.length(good) - JudgedProbe.length(bad);
        }

        Probe probe() {
            List<Response> others = new ArrayList<>(answers.responses());
            others.remove(good);
            others.remove(bad);
            return new Probe(ProbeKind.CONSTRAINT, answers.asked().prompt(), good, bad, others);
        }
    }

    /// {@return the closest pair of equal length; otherwise the closest pair whose better response is longer,
    /// followed by the closest one whose better response is shorter, as far as they exist}
    private static List<Pair> options(ConstraintAnswers answers) {
        List<Pair> pairs = pairs(answers);
        List<Pair> options = new ArrayList<>();
        for (int sign : new int[] {0, 1, -1}) {
            pairs.stream()
                    .filter(pair -> Integer.signum(pair.gap()) == sign)
                    .min(Comparator.comparingInt(pair -> Math.abs(pair.gap())))
                    .ifPresent(options::add);
            if (sign == 0 && !options.isEmpty()) {
                return options;
            }
        }
        return options;
    }

    private static List<Pair> pairs(ConstraintAnswers answers) {
        List<Response> passing = answers.passing();
        List<Pair> pairs = new ArrayList<>();
        for (Response good : passing) {
            for (Response bad : answers.responses()) {
                if (!passing.contains(bad)
                        && Constraint.isAnswer(bad.text())
                        && good.truncated() == bad.truncated()
                        && JudgedProbe.matched(good, bad)) {
                    pairs.add(new Pair(answers, good, bad));
                }
            }
        }
        return pairs;
    }

    /// Removes pairs of the more frequent direction, those with the largest difference of lengths first.
    ///
    /// @param lead number of pairs whose better response is longer, minus those whose better response is shorter
    private static void balance(List<Pair> pairs, int lead) {
        int sign = Integer.signum(lead);
        for (int surplus = Math.abs(lead) - MOST_LEAD; surplus > 0; surplus--) {
            pairs.stream()
                    .filter(pair -> Integer.signum(pair.gap()) == sign)
                    .max(Comparator.comparingInt(pair -> Math.abs(pair.gap())))
                    .ifPresent(pairs::remove);
        }
    }
}
