package sao.configfile;

import java.util.function.Supplier;
import sao.config.ModelConfig;
import sao.error.SaoException;

/// Reports invalid values in a configuration file as errors that the user can fix.
final class CheckedConfig {
    private CheckedConfig() {}

    /// {@return the configuration that was read}
    ///
    /// @param file the file, for the message
    /// @throws SaoException if a value is invalid
    static ModelConfig of(String file, Supplier<ModelConfig> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new SaoException(
                    "%s describes an impossible model: %s.".formatted(file, e.getMessage()),
                    "Fetch the model again: the file is damaged or was edited.",
                    e);
        }
    }
}
