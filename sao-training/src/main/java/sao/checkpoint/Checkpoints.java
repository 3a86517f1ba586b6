package sao.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import sao.error.SaoException;
import sao.file.DurableFile;
import sao.file.DurableFolder;
import sao.file.Sha256;
import sao.gradient.TrainableWeights;
import sao.optimizer.AdamW;
import sao.safetensors.SafetensorsFile;
import sao.safetensors.SafetensorsWriter;
import sao.tensor.Tensors;
import sao.torch.TensorScope;
import sao.weights.ElementType;

/// The checkpoints of one training in a folder. A checkpoint holds the float32 master weights, the moments of the
/// optimizer and the numbers of steps and rollbacks. With model, settings and pairs, which its digest names, a
/// training depends on nothing else. The checkpoint of a finished training holds the weights alone.
///
/// The newest checkpoints are kept, the one with the lowest loss (mean over the steps since the previous
/// checkpoint), and the last one whose model passed its check.
public final class Checkpoints {
    /// The file of a checkpoint with the float32 weights that were trained, by their names.
    public static final String WEIGHTS = "weights.safetensors";
    private static final String MANIFEST = "checkpoint.json";
    private static final ManifestFolder FORMAT = new ManifestFolder(MANIFEST, "sao-checkpoint", 1);
    private static final String OPTIMIZER = "optimizer.safetensors";
    private static final String PREFIX = "step-";
    private static final Pattern REPLACED = Pattern.compile("\\.(step-\\d+)\\.replaced");

    private final Path folder;
    private final String work;
    private final int kept;

    /// @param folder of the checkpoints, created when the first one is written
    /// @param work digest of model, settings and pairs
    /// @param kept how many of the newest are kept
    public Checkpoints(Path folder, String work, int kept) {
        this.folder = folder;
        this.work = work;
        this.kept = kept;
    }

    /// The state of a training besides its tensors.
    ///
    /// @param step number of steps made
    /// @param finished whether the training has ended
    /// @param rollbacks number of rollbacks so far
    /// @param healthy whether the model was checked and passed
    /// @param loss mean over the steps since the checkpoint before; NaN if there was none
    public record State(int step, boolean finished, int rollbacks, boolean healthy, double loss) {}

    /// A restored checkpoint.
    ///
    /// @param state as it was written
    /// @param path folder of the checkpoint
    public record Position(State state, Path path) {}

    /// Restores the newest checkpoint of this work that is undamaged.
    ///
    /// @param weights take its masters; as they were if there is none
    /// @param optimizer receives the moments, except those of a finished training
    /// @param warned receives the reasons why newer checkpoints were not used
    /// @return the checkpoint; empty if there is none to resume from
    public Optional<Position> restore(TrainableWeights weights, AdamW optimizer, Consumer<String> warned) {
        recoverReplaced();
        for (Path path : newestFirst()) {
            try {
                JsonNode manifest = FORMAT.read(path);
                if (manifest.path("work").asText().equals(work)) {
                    return Optional.of(load(path, manifest, weights, optimizer));
                }
                warned.accept(
                        "The checkpoint %s belongs to another model, other settings or other pairs; it is not used."
                                .formatted(path));
            } catch (SaoException e) {
                warned.accept(e.problem() + " It is not used.");
            }
        }
        return Optional.empty();
    }

    /// Restores the names of checkpoints whose replacement a crash interrupted.
    private void recoverReplaced() {
        try {
            for (Path entry : ManifestFolder.list(folder)) {
                Matcher replaced = REPLACED.matcher(entry.getFileName().toString());
                if (replaced.matches()) {
                    DurableFolder.recover(folder.resolve(replaced.group(1)));
                }
            }
        } catch (IOException e) {
            throw new SaoException("%s cannot be read: %s".formatted(folder, e), "Check the folder.", e);
        }
    }

    private static Position load(Path path, JsonNode manifest, TrainableWeights weights, AdamW optimizer) {
        State state = state(manifest);
        copy(path.resolve(WEIGHTS), weights.masters());
        weights.refresh();
        if (!state.finished()) {
            copy(path.resolve(OPTIMIZER), optimizer.state());
            optimizer.continueFrom(state.step());
        }
        return new Position(state, path);
    }

    private static State state(JsonNode manifest) {
        return new State(
                manifest.path("step").asInt(),
                manifest.path("finished").asBoolean(),
                manifest.path("rollbacks").asInt(),
                manifest.path("healthy").asBoolean(),
                manifest.path("loss").asDouble(Double.NaN));
    }

    /// Restores the last checkpoint whose model passed its check and deletes those after it.
    ///
    /// @param weights take its masters; as they were if there is none
    /// @param optimizer receives the moments; unchanged if there is no such checkpoint
    /// @return the checkpoint; empty if there is none, and then all checkpoints are deleted
    /// @throws SaoException if it is damaged, or one after it cannot be deleted
    public Optional<Position> goBack(TrainableWeights weights, AdamW optimizer) {
        for (Path path : newestFirst()) {
            if (isOwn(path) && manifest(path).path("healthy").asBoolean()) {
                return Optional.of(load(path, FORMAT.read(path), weights, optimizer));
            }
            delete(path);
        }
        return Optional.empty();
    }

    // mapped anew for each tensor: what was read of a map stays resident until it is closed
    private static void copy(Path path, Map<String, Tensor> into) {
        into.forEach((name, tensor) -> {
            try (var _ = TensorScope.open();
                    var _ = new NoGradGuard();
                    SafetensorsFile file = SafetensorsFile.open(path)) {
                tensor.copy_(file.read(name));
            }
        });
    }

    /// Writes a checkpoint and deletes those that need not be kept.
    ///
    /// @param state of the training; the optimizer is not written if the training is finished
    /// @param weights the float32 masters of which are written
    /// @param optimizer the moments of which are written
    /// @return its folder
    /// @throws SaoException if it cannot be written, in which case older ones are unchanged; or if an old
    ///     one cannot be deleted
    public Path save(State state, TrainableWeights weights, AdamW optimizer) {
        Path path = folder.resolve("%s%08d".formatted(PREFIX, state.step()));
        FORMAT.write(path, temporary -> {
            write(weights.masters(), temporary.resolve(WEIGHTS));
            if (!state.finished()) {
                write(optimizer.state(), temporary.resolve(OPTIMIZER));
            }
            return new JsonMapper()
                    .createObjectNode()
                    .put("work", work)
                    .put("step", state.step())
                    .put("finished", state.finished())
                    .put("rollbacks", state.rollbacks())
                    .put("healthy", state.healthy())
                    .put("loss", Double.isNaN(state.loss()) ? null : state.loss());
        });
        deleteOld();
        return path;
    }

    private static void write(SequencedMap<String, Tensor> tensors, Path file) {
        SafetensorsWriter writer = new SafetensorsWriter();
        tensors.forEach((name, tensor) ->
                writer.add(name, ElementType.of(tensor.scalar_type()), Tensors.shape(tensor), tensor::detach));
        writer.write(file);
    }

    private void deleteOld() {
        List<Path> all = newestFirst();
        List<Path> own = all.stream().filter(this::isOwn).toList();
        Set<Path> keep = new HashSet<>(own.subList(0, Math.min(kept, own.size())));
        own.stream()
                .filter(path -> manifest(path).path("healthy").asBoolean())
                .findFirst()
                .ifPresent(keep::add);
        best(own).ifPresent(keep::add);
        all.stream().filter(path -> !keep.contains(path)).forEach(this::delete);
        try {
            for (Path entry : ManifestFolder.list(folder)) {
                if (DurableFile.isTemporary(entry)) {
                    delete(entry);
                }
            }
        } catch (IOException e) {
            throw undeletable(e);
        }
    }

    private boolean isOwn(Path path) {
        return manifest(path).path("work").asText().equals(work);
    }

    private static JsonNode manifest(Path path) {
        return FORMAT.unchecked(path);
    }

    /// {@return the step of the kept checkpoint with the lowest loss; empty if none has a loss}
    public OptionalInt bestStep() {
        return best(newestFirst().stream().filter(this::isOwn).toList()).stream()
                .mapToInt(path -> manifest(path).path("step").asInt())
                .findFirst();
    }

    private static Optional<Path> best(List<Path> checkpoints) {
        return checkpoints.stream()
                .filter(path -> manifest(path).path("loss").isNumber())
                .min(Comparator.comparingDouble(
                        path -> manifest(path).path("loss").asDouble()));
    }

    private void delete(Path checkpoint) {
        try {
            DurableFolder.delete(checkpoint);
        } catch (IOException e) {
            throw undeletable(e);
        }
    }

    private SaoException undeletable(IOException e) {
        return new SaoException(
                "An old checkpoint in %s cannot be deleted: %s".formatted(folder, e), "Check who owns the folder.", e);
    }

    /// {@return the digest of a checkpoint's manifest, which names the digests of its files}
    ///
    /// @param checkpoint its folder
    /// @throws SaoException if the manifest cannot be read
    public static String identity(Path checkpoint) {
        try {
            return Sha256.of(checkpoint.resolve(MANIFEST));
        } catch (IOException e) {
            throw new SaoException(
                    "The checkpoint %s cannot be read: %s".formatted(checkpoint, e),
                    "Delete that folder and run the same command again.",
                    e);
        }
    }

    private List<Path> newestFirst() {
        return newestFirst(folder);
    }

    private static List<Path> newestFirst(Path folder) {
        try {
            return ManifestFolder.list(folder).stream()
                    .filter(Files::isDirectory)
                    .filter(path -> path.getFileName().toString().startsWith(PREFIX))
                    .toList()
                    .reversed();
        } catch (IOException e) {
            throw new SaoException("%s cannot be read: %s".formatted(folder, e), "Check the folder.", e);
        }
    }
}
