/// Forecasts a run before it begins, from a few rows computed by the real model. Knows the stages of a run, and
/// nothing of the command line.
///
/// **Threads.** A forecast is made on its caller's thread; the model is called from virtual threads.
///
/// **Ownership.** Planning closes the models that it opens.
@NullMarked
package sao.planning;

import org.jspecify.annotations.NullMarked;
