package sao.models;

import java.nio.file.Path;
import sao.generation.EngineChatModel;
import sao.model.ModelSource;
import sao.settings.EngineSettings;
import sao.torch.ComputeDevice;

/// Opens models in the embedded engine as configured in the settings.
public final class EmbeddedModel {
    private EmbeddedModel() {}

    /// {@return the model in a folder or file, configured for throughput: many concurrent calls; closed by the
    /// caller}
    ///
    /// @throws sao.error.SaoException if the model cannot be read
    public static EngineChatModel open(Path files, EngineSettings settings) {
        return open(ModelSource.open(files), settings);
    }

    /// {@return the model of a judge in a folder or file, which may be a reward model; configured for throughput,
    /// closed by the caller}
    ///
    /// @throws sao.error.SaoException if the model cannot be read
    public static EngineChatModel openJudge(Path files, EngineSettings settings) {
        return open(ModelSource.openAny(files), settings);
    }

    /// {@return a model configured for throughput; the caller closes it, which also closes the source}
    static EngineChatModel open(ModelSource source, EngineSettings settings) {
        ComputeDevice device = ComputeDevice.named(settings.device());
        return EngineChatModel.owning(
                source,
                engine(settings, device).forThroughput(settings.threadCount()).on(device));
    }

    /// {@return the model in a folder or file, configured for latency: one call at a time; closed by the caller}
    ///
    /// @throws sao.error.SaoException if the model cannot be read
    public static EngineChatModel openForOne(Path files, EngineSettings settings) {
        ComputeDevice device = ComputeDevice.named(settings.device());
        return EngineChatModel.open(
                files,
                engine(settings, device).forLatency(settings.threadCount()).on(device));
    }

    private static sao.generation.EngineOptions engine(EngineSettings settings, ComputeDevice device) {
        return sao.generation.EngineOptions.defaults()
                .withPrecision(settings.precision().on(device))
                .withSlots(settings.slots())
                .withMemory(settings.memoryBytes());
    }
}
