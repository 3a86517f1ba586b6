package sao.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import sao.domain.SaoException;
import sao.tensor.TensorScope;
import sao.tensor.Tensors;
import sao.weights.ElementType;
import sao.weights.SafetensorsFile;
import sao.weights.SafetensorsWriter;

/// The checkpoints of one training in a folder, the last two of them kept. A checkpoint holds the masters,
/// the optimiser's moments and the number of steps made: with settings and pairs, which its digest names,
/// that is all a training depends on.
///
/// The finished training's checkpoint holds the weights alone.
final class Checkpoints {
    static final String WEIGHTS = "weights.safetensors";
    private static final DurableFolder KIND = new DurableFolder("checkpoint.json", "sao-checkpoint", 1);
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String PREFIX = "step-";
    private static final int KEPT = 2;

    private final Path folder;
    private final String work;

    /// @param folder of the checkpoints, made when the first is written
    /// @param work digest of model, settings and pairs
    Checkpoints(Path folder, String work) {
        this.folder = folder;
        this.work = work;
    }

    /// Where a training stands.
    ///
    /// @param step steps made
    /// @param finished whether it is at its end
    /// @param path folder of the checkpoint
    record Position(int step, boolean finished, Path path) {}

    /// Restores the newest checkpoint of this work that is undamaged.
    ///
    /// @param warned hears why newer ones were not taken
    /// @return where the training stands; empty if there is none to go on from
    Optional<Position> restore(TrainableWeights weights, AdamW optimizer, Consumer<String> warned) {
        for (Path path : newestFirst()) {
            try {
                JsonNode manifest = KIND.read(path);
                if (manifest.path("work").asText().equals(work)) {
                    return Optional.of(load(path, manifest, weights, optimizer));
                }
                warned.accept("The checkpoint %s is of another model, other settings or other pairs; it is not used."
                        .formatted(path));
            } catch (SaoException e) {
                warned.accept(e.problem() + " It is not used.");
            }
        }
        return Optional.empty();
    }

    private static Position load(Path path, JsonNode manifest, TrainableWeights weights, AdamW optimizer) {
        int step = manifest.path("step").asInt();
        boolean finished = manifest.path("finished").asBoolean();
        try (SafetensorsFile file = SafetensorsFile.open(path.resolve(WEIGHTS))) {
            copy(file, "", weights.masters());
        }
        weights.refresh();
        if (!finished) {
            try (SafetensorsFile file = SafetensorsFile.open(path.resolve(OPTIMIZER))) {
                copy(file, "first.", optimizer.firstMoments());
                copy(file, "second.", optimizer.secondMoments());
            }
            optimizer.continueFrom(step);
        }
        return new Position(step, finished, path);
    }

    private static void copy(SafetensorsFile file, String prefix, Map<String, Tensor> into) {
        into.forEach((name, tensor) -> {
            try (var _ = TensorScope.open();
                    var _ = new NoGradGuard()) {
                tensor.copy_(file.read(prefix + name));
            }
        });
    }

    /// Writes a checkpoint and deletes those beyond the last two.
    ///
    /// @param step steps made
    /// @param finished whether the training is at its end: the optimiser is left out
    /// @return its folder
    /// @throws SaoException if it cannot be written; older ones are as they were
    Path save(int step, boolean finished, TrainableWeights weights, AdamW optimizer) {
        Path path = folder.resolve("%s%08d".formatted(PREFIX, step));
        KIND.write(path, unfinished -> {
            SafetensorsWriter masters = new SafetensorsWriter();
            add(masters, "", weights.masters());
            masters.write(unfinished.resolve(WEIGHTS));
            if (!finished) {
                SafetensorsWriter moments = new SafetensorsWriter();
                add(moments, "first.", optimizer.firstMoments());
                add(moments, "second.", optimizer.secondMoments());
                moments.write(unfinished.resolve(OPTIMIZER));
            }
            return new JsonMapper()
                    .createObjectNode()
                    .put("work", work)
                    .put("step", step)
                    .put("finished", finished);
        });
        deleteOld();
        return path;
    }

    private static void add(SafetensorsWriter writer, String prefix, SequencedMap<String, Tensor> tensors) {
        tensors.forEach(
                (name, tensor) -> writer.add(prefix + name, ElementType.F32, Tensors.shape(tensor), tensor::detach));
    }

    private void deleteOld() {
        List<Path> all = newestFirst();
        try {
            for (Path old : all.subList(Math.min(KEPT, all.size()), all.size())) {
                DurableFolder.delete(old);
            }
            for (Path entry : DurableFolder.list(folder)) {
                if (DurableFolder.unfinished(entry)) {
                    DurableFolder.delete(entry);
                }
            }
        } catch (IOException e) {
            throw new SaoException(
                    "An old checkpoint in %s cannot be deleted: %s".formatted(folder, e),
                    "Check who owns the folder.",
                    e);
        }
    }

    private List<Path> newestFirst() {
        try {
            return DurableFolder.list(folder).stream()
                    .filter(Files::isDirectory)
                    .filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .filter(path -> !DurableFolder.unfinished(path))
                    .toList()
                    .reversed();
        } catch (IOException e) {
            throw new SaoException("%s cannot be read: %s".formatted(folder, e), "Check the folder.", e);
        }
    }
}
