package sao.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import sao.catalog.ModelLocation;
import sao.catalog.ModelStore;
import sao.generation.EngineChatModel;
import sao.generation.EngineOptions;
import sao.models.EmbeddedModel;
import sao.settings.EngineSettings;
import sao.settings.PrecisionChoice;
import sao.torch.ComputeDevice;

/// Options for the computation of a model: precision, threads, device and memory.
public final class ModelOptions {
    private static final int MOST_SLOTS = EngineOptions.MOST_SLOTS;

    @Option(
            names = "--precision",
            paramLabel = "fp32|bf16|int8|auto",
            defaultValue = "auto",
            description =
                    "Precision of the model; auto: bf16 where the device computes it, else fp32 (default: ${DEFAULT-VALUE}).")
    private PrecisionChoice precision = PrecisionChoice.AUTO;

    @Option(names = "--threads", paramLabel = "N", description = "Threads of the computation (default: all cores).")
    private int threads;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "32",
            description = "Most responses decoded at the same time, up to 1024 (default: ${DEFAULT-VALUE}).")
    private int slots = 32;

    @Option(
            names = "--device",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "cpu, or cuda:N where SAO_LIBTORCH names a PyTorch with CUDA (default: ${DEFAULT-VALUE}).")
    private String device = "auto";

    @Option(
            names = "--memory",
            paramLabel = "GB",
            description = "Most memory of weights, activations and KV caches (default: no bound).")
    private double memory;

    /// {@return the model, opened for concurrent calls; the caller closes it}
    ///
    /// @param name name of the model, as in the setting `model`
    /// @param err receives the messages of a download
    public EngineChatModel openForMany(String name, PrintWriter err) {
        return EmbeddedModel.open(files(name, err), settings());
    }

    /// {@return the model of a judge, which may be a reward model, opened for concurrent calls; the caller closes it}
    ///
    /// @param name name of the model, as in the setting `model`
    /// @param err receives the messages of a download
    public EngineChatModel openJudge(String name, PrintWriter err) {
        return EmbeddedModel.openJudge(files(name, err), settings());
    }

    /// {@return the model, opened for one call at a time; the caller closes it}
    ///
    /// @param name name of the model, as in the setting `model`
    /// @param err receives the messages of a download
    public EngineChatModel openForOne(String name, PrintWriter err) {
        return EmbeddedModel.openForOne(files(name, err), settings());
    }

    private EngineSettings settings() {
        if (threads < 0 || slots < 1 || slots > MOST_SLOTS || memory < 0) {
            throw new UsageException(
                    "--threads is %d, --slots %d, --memory %s.".formatted(threads, slots, memory),
                    "Give at least 1 thread, 1 to %d slots and a positive memory, or leave the options out."
                            .formatted(MOST_SLOTS));
        }
        if (!ComputeDevice.isName(device)) {
            throw new UsageException("--device is '%s'.".formatted(device), "Give auto, cpu or cuda:N.");
        }
        return new EngineSettings(device, threads, slots, precision, memory);
    }

    /// {@return the model's folder or file; downloaded if it is a catalog model that the store does not
    /// contain}
    ///
    /// @param name name of the model, as in the setting `model`
    /// @param err receives the messages of a download
    public static Path files(String name, PrintWriter err) {
        return ModelLocation.resolve(name, ModelStore.standard(System.getenv()), sentence -> {
            err.println(sentence);
            err.flush();
        });
    }
}
