package sao.settings;

import sao.generation.EngineOptions;
import sao.schema.Setting;
import sao.torch.ComputeDevice;

/// How the embedded model computes.
///
/// @param device where
/// @param threads that compute; 0: all cores
/// @param slots answers sampled at a time
/// @param precision of weights and activations
/// @param memory most memory, GB; 0: no bound
public record EngineSettings(
        @Setting(
                standard = "auto",
                about =
                        "where the model generates, judges and is trained: cpu, or cuda:N where SAO_LIBTORCH names a PyTorch"
                                + " with CUDA; auto: the first card if there is one")
        String device,

        @Setting(standard = "auto", absent = "auto", range = "[1, 1024]", about = "threads that compute")
        int threads,

        @Setting(
                standard = "64",
                range = "[1, " + EngineOptions.MOST_SLOTS + "]",
                about = "answers sampled side by side; a card is filled by 256 or more")
        int slots,

        @Setting(
                standard = "auto",
                about =
                        "arithmetic of generation and judging; auto: bf16 on a card and where the processor has it; int8:"
                                + " fastest on the processor, but not what the model itself would say")
        PrecisionChoice precision,

        @Setting(
                standard = "auto",
                absent = "auto",
                range = "(0, 1000000]",
                about = "most memory of the engine's weights, arithmetic and caches, in GB; auto: no bound but as many"
                        + " answers at a time as usually fit")
        double memory) {
    public EngineSettings {
        if (!ComputeDevice.isName(device)) {
            throw new IllegalArgumentException(
                    "engine.device is '%s', but it must be auto, cpu or cuda:N".formatted(device));
        }
    }

    /// {@return most memory, bytes; 0: no bound}
    public long memoryBytes() {
        return Math.round(memory * 1e9);
    }

    /// {@return where to compute}
    ///
    /// @throws sao.error.SaoException if that device is not there
    public ComputeDevice computeDevice() {
        return ComputeDevice.named(device);
    }

    /// {@return how many threads to use on this machine}
    public int threadCount() {
        return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
