package sao.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sao.architecture.Precision;
import sao.batch.PairFilter;
import sao.config.Family;
import sao.gradient.TinyModel;
import sao.torch.TensorScope;
import sao.trainer.TrainingListener;

class OpenResourcesTest {
    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("try") // the second close is what is tested
    void resourcesAreClosedOnceAndLastFirst() {
        List<String> closed = new ArrayList<>();
        try (var opened = new OpenResources()) {
            assertThat(opened.add("weights", closed::add)).isEqualTo("weights");
            opened.add("moments", closed::add);
            opened.close();
        }
        assertThat(closed).containsExactly("moments", "weights");
    }

    /// Each weight is three native objects at least (master, leaf, gradient). The collector may free objects of
    /// other tests at any time, so that only an upper bound holds.
    @Test
    void aTrainingThatCannotBeSetUpFreesItsWeights() {
        var settings = TinyPairs.settings(Precision.BFLOAT16, 4);
        var model = new TinyModel(Family.LLAMA, 2);
        var whole = TinyPairs.inputs(model, TinyPairs.drawn(5, 1), settings);
        var none = new PairFilter(List.of(), List.of(), Map.of()); // fails after the weights are there: no longest row
        var broken = new TrainingRun.Inputs(whole.start(), none, settings, whole.questions());
        long left = left(() -> assertThatThrownBy(() -> new TrainingRun(
                        broken,
                        folder,
                        new ReferenceFile(folder.resolve(ReferenceFile.NAME)),
                        new TrainingListener() {}))
                .isInstanceOf(NoSuchElementException.class));
        assertThat(left).isLessThan(model.names().size());
    }

    /// {@return how many native objects are left of an action, besides those of the scope around it}
    private static long left(Runnable action) {
        long before = Pointer.totalCount();
        try (var _ = TensorScope.open()) {
            action.run();
        }
        return Pointer.totalCount() - before;
    }
}
