package sao.cli;

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

/// Which model a command uses, and how it computes.
final class ModelOptions {
    private static final int MOST_SLOTS = EngineOptions.MOST_SLOTS;

    @Option(
            names = "--precision",
            paramLabel = "fp32|bf16|int8|auto",
            defaultValue = "auto",
            description = "Arithmetic of the model; auto: bf16 where the processor has it (default: ${DEFAULT-VALUE}).")
    private PrecisionChoice precision = PrecisionChoice.AUTO;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: all cores).")
    private int threads;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "32",
            description = "Answers computed side by side (default: ${DEFAULT-VALUE}).")
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
            description = "Most memory of the model's weights, arithmetic and caches (default: no bound).")
    private double memory;

    /// {@return the model, open for many calls at a time; to be closed by the caller}
    ///
    /// @param name as settings name models
    /// @param err where a download is announced
    EngineChatModel openForMany(String name, PrintWriter err) {
        return EmbeddedModel.open(files(name, err), settings());
    }

    /// {@return the model, open for one call at a time; to be closed by the caller}
    ///
    /// @param name as settings name models
    /// @param err where a download is announced
    EngineChatModel openForOne(String name, PrintWriter err) {
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

    /// {@return the model's folder or file, fetched if the catalog knows it and it is not here}
    ///
    /// @param name as settings name models
    /// @param err where a download is announced
    static Path files(String name, PrintWriter err) {
        return ModelLocation.resolve(name, ModelStore.standard(System.getenv()), sentence -> {
            err.println(sentence);
            err.flush();
        });
    }
}
