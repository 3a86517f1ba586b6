package sao.workspace;

import sao.settings.RunSettings;
import sao.stage.Benchmarks;
import sao.yaml.SettingsComments;
import sao.yaml.SettingsWriter;

/// What a user asked for.
///
/// @param folder of the run
/// @param settings in full
/// @param comments what the user wrote beside them
/// @param force whether guards only warn
/// @param command that continues the run, for messages
public record RunRequest(
        RunFolder folder, RunSettings settings, SettingsComments comments, boolean force, String command) {
    /// {@return what determines the result of the run: the settings, and what stands in the files of benchmarks}
    ///
    /// @param read what stands in those files
    String identity(Benchmarks read) {
        String benchmarks = read.identity();
        String words = SettingsWriter.write(settings);
        return benchmarks.isEmpty() ? words : words + "# benchmarks " + benchmarks + "\n";
    }
}
