package sao.heldout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import sao.domain.PreferencePair;
import sao.token.Seeds;

/// The division of preference pairs into those that are trained and those that are held out to measure the
/// training.
///
/// A pair is held out if the hash of its prompt, a number in [0, 1), is below the share. The rule depends neither on
/// the order of the pairs nor on the other pairs, so that further pairs, another judge or another seed hold out the
/// same prompts, and all pairs of a prompt are on the same side. The number of held-out pairs is the share of all
/// pairs only in expectation.
///
/// @param trained pairs that are trained, in the order given
/// @param heldOut pairs that are held out, in the order given
public record PairSplit(List<PreferencePair> trained, List<PreferencePair> heldOut) {
    /// Maximum number of held-out pairs; of more, those with the smallest hashes are held out.
    public static final int MOST = 256;

    /// Minimum number of pairs of a division; of fewer, none is held out.
    public static final int FEWEST_PAIRS = 20;

    public PairSplit {
        trained = List.copyOf(trained);
        heldOut = List.copyOf(heldOut);
    }

    /// {@return the division of these pairs}
    ///
    /// If no hash is below a share above 0, the prompt with the smallest hash is held out. At most [#MOST] and at
    /// most half of the pairs are held out.
    ///
    /// @param share expected share of held-out pairs, in [0, 0.5]; 0: none
    public static PairSplit of(List<PreferencePair> pairs, double share) {
        if (share == 0 || pairs.size() < FEWEST_PAIRS) {
            return new PairSplit(pairs, List.of());
        }
        Map<Double, Integer> counts = new TreeMap<>();
        pairs.forEach(pair -> counts.merge(hash(pair), 1, Integer::sum));
        int limit = Math.min(MOST, pairs.size() / 2);
        Set<Double> held = new HashSet<>();
        int count = 0;
        for (Map.Entry<Double, Integer> prompt : counts.entrySet()) {
            boolean wanted = held.isEmpty() || prompt.getKey() < share;
            if (!wanted || count + prompt.getValue() > limit) {
                break;
            }
            held.add(prompt.getKey());
            count += prompt.getValue();
        }
        return divided(pairs, held);
    }

    /// {@return all pairs: those that are trained, then those that are held out}
    public List<PreferencePair> all() {
        return Stream.concat(trained.stream(), heldOut.stream()).toList();
    }

    /// {@return the same division of other forms of the pairs}
    ///
    /// @param pairs in the order of [#all]
    public PairSplit with(List<PreferencePair> pairs) {
        return new PairSplit(pairs.subList(0, trained.size()), pairs.subList(trained.size(), pairs.size()));
    }

    private static PairSplit divided(List<PreferencePair> pairs, Set<Double> held) {
        List<PreferencePair> trained = new ArrayList<>();
        List<PreferencePair> heldOut = new ArrayList<>();
        for (PreferencePair pair : pairs) {
            (held.contains(hash(pair)) ? heldOut : trained).add(pair);
        }
        return new PairSplit(trained, heldOut);
    }

    private static double hash(PreferencePair pair) {
        return Seeds.uniform(Seeds.of(0, "held-out pair\n" + pair.promptText()));
    }
}
