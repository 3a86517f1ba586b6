package sao.loop;

import sao.settings.RunSettings;

/// What a user asked for.
///
/// @param folder of the run
/// @param settings in full
/// @param force whether guards only warn
/// @param command that continues the run, for messages
public record RunRequest(RunFolder folder, RunSettings settings, boolean force, String command) {}
