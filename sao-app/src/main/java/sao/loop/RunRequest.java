package sao.loop;

import sao.settings.RunSettings;
import sao.settings.SettingsComments;

/// What a user asked for.
///
/// @param folder of the run
/// @param settings in full
/// @param comments what the user wrote beside them
/// @param force whether guards only warn
/// @param command that continues the run, for messages
public record RunRequest(
        RunFolder folder, RunSettings settings, SettingsComments comments, boolean force, String command) {}
