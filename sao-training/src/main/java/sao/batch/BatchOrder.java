package sao.batch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import sao.token.Seeds;

/// The batch of each step: a function of the pairs' ids and the seed alone, so that a resume trains the same.
public final class BatchOrder {
    private final List<String> ids;
    private final DataSettings settings;
    private final int stepsPerEpoch;

    /// @param ids of the pairs, in the order given
    public BatchOrder(List<String> ids, DataSettings settings) {
        this.ids = List.copyOf(ids);
        this.settings = settings;
        this.stepsPerEpoch = Math.ceilDiv(ids.size(), settings.batch());
    }

    /// {@return the number of steps}
    public int steps() {
        return settings.epochs() * stepsPerEpoch;
    }

    /// {@return the pairs of a step, as indices into the list of ids; the last step of an epoch may have
    /// fewer}
    ///
    /// @param step from 0
    public List<Integer> batch(int step) {
        List<Integer> order = epoch(step / stepsPerEpoch);
        int start = step % stepsPerEpoch * settings.batch();
        return order.subList(start, Math.min(start + settings.batch(), order.size()));
    }

    private List<Integer> epoch(int epoch) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, ids.size()).boxed().toList());
        if (settings.shuffle()) {
            long seed = Seeds.of(settings.seed(), "epoch " + epoch);
            List<Long> keys = ids.stream().map(id -> Seeds.of(seed, id)).toList();
            order.sort(Comparator.comparing(keys::get)); // stable, so equal ids keep their order
        }
        return order;
    }
}
