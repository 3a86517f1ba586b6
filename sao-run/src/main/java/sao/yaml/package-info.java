/// Reads settings from YAML files, presets and `--set` options, later layers over earlier ones, and writes them
/// back with
/// the user's comments. Every problem of a file is reported at once. Knows the settings records, but nothing of
/// models, ledgers or runs.
///
/// **Threads.** All records are immutable; reading keeps nothing between calls.
///
/// **Ownership.** Files are closed before a method returns. No argument may be null and no method returns null.
@NullMarked
package sao.yaml;

import org.jspecify.annotations.NullMarked;
