/// The configuration of a decoder: family, sizes, attention and rotation of each layer, names and shapes of its
/// parameters. Knows nothing of files, tensors or tokens.
///
/// **Threads.** Configurations are immutable and shared.
///
/// **Ownership.** Nothing native. No argument may be null.
@NullMarked
package sao.config;

import org.jspecify.annotations.NullMarked;
