package sao.generation;

import java.util.List;
import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import sao.kernel.RowWorkers;
import sao.torch.ComputeDevice;

/// Draws the next token of many answers at once. Engine thread only.
interface Sampler {
    /// An answer and the row of logits that its next token comes from.
    ///
    /// @param answer which
    /// @param row several first tokens may come from one row
    record Draw(Answering answer, int row) {}

    /// What was drawn.
    ///
    /// @param token -1 where the row holds no finite logits
    /// @param logProbability before temperature, penalties and filters; nats
    /// @param observed the token among others, if anybody hears of it
    record Drawn(int token, float logProbability, Optional<ObservedToken> observed) {
        /// Where the row holds no finite logits.
        static final Drawn NOTHING = new Drawn(-1, Float.NaN, Optional.empty());
    }

    /// {@return the sampler of this thread's device}
    ///
    /// @param workers share the rows on the processor
    static Sampler here(RowWorkers workers) {
        return ComputeDevice.current().isProcessor() ? new HostSampler(workers) : new DeviceSampler();
    }

    /// {@return one token for each answer; the answers are not changed}
    ///
    /// @param logits `[R, V]`
    Drawn[] draw(Tensor logits, List<Draw> draws);

    /// Draws one token for each answer and hands it over.
    ///
    /// @param logits `[R, V]`
    default void advance(Tensor logits, List<Draw> draws) {
        Drawn[] drawn = draw(logits, draws);
        for (int i = 0; i < drawn.length; i++) {
            Answering answering = draws.get(i).answer();
            answering.call().take(answering, drawn[i]);
        }
    }
}
