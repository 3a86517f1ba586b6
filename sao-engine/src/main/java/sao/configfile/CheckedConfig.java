package sao.configfile;

import java.util.function.Supplier;
import sao.config.ModelConfig;
import sao.error.SaoException;

/// Reports the impossible values of a configuration file as a user's error.
final class CheckedConfig {
    private CheckedConfig() {}

    /// {@return the configuration that was read}
    ///
    /// @param file what is read, for the message
    /// @throws SaoException if a value is impossible
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
