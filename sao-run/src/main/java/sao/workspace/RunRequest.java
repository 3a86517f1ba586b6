package sao.workspace;

import sao.settings.RunSettings;
import sao.yaml.SettingsComments;

/// What a user asked for.
///
/// @param folder of the run
/// @param settings in full
/// @param comments what the user wrote beside them
/// @param force whether guards only warn
/// @param command that continues the run, for messages
/// @param formats that the embedding program supplies
public record RunRequest(
        RunFolder folder,
        RunSettings settings,
        SettingsComments comments,
        boolean force,
        String command,
        FileFormats formats) {
    /// {@return this request with other settings}
    public RunRequest with(RunSettings other) {
        return new RunRequest(folder, other, comments, force, command, formats);
    }
}
