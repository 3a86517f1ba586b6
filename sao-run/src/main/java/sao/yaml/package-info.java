/// Reads settings from YAML files, presets and `--set` options, where later layers override earlier ones, and
/// writes them with the user's comments. All errors of a file are reported together. Depends on the settings
/// records; knows nothing of models, ledgers or runs.
///
/// **Threads.** All records are immutable; readers and writers have no state between calls.
///
/// **Ownership.** Files are closed before a method returns. No argument may be null and no method returns null.
@NullMarked
package sao.yaml;

import org.jspecify.annotations.NullMarked;
