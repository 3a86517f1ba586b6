package sao.models;

import java.nio.file.Path;
import sao.generation.EngineChatModel;
import sao.model.ModelSource;
import sao.settings.EngineSettings;
import sao.torch.ComputeDevice;

/// Opens models by the words of the settings.
public final class EmbeddedModel {
    private EmbeddedModel() {}

    /// {@return the model in a folder or file for many calls at a time, to be closed by the caller}
    ///
    /// @throws sao.error.SaoException if it cannot be read
    public static EngineChatModel open(Path files, EngineSettings settings) {
        return open(ModelSource.open(files), settings);
    }

    /// {@return an opened model for many calls at a time, to be closed by the caller, the source with it}
    static EngineChatModel open(ModelSource source, EngineSettings settings) {
        ComputeDevice device = ComputeDevice.named(settings.device());
        return EngineChatModel.owning(
                source,
                engine(settings, device).forThroughput(settings.threadCount()).on(device));
    }

    /// {@return the model in a folder or file for one call at a time, to be closed by the caller}
    ///
    /// @throws sao.error.SaoException if it cannot be read
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
