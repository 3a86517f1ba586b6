package sao.workspace;

import sao.settings.RunSettings;
import sao.yaml.SettingsComments;

/// A user's request to start or resume a run.
///
/// @param folder of the run
/// @param settings the resolved settings
/// @param comments the comments in the user's settings file
/// @param force whether guards warn instead of stopping the run
/// @param command the command that resumes the run, for messages
/// @param formats file formats that the embedding program implements
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
