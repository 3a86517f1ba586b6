/// What a run will take, measured on a few rows of the real model before it begins. Knows the stages of the run, and
/// nothing of the command line.
///
/// **Threads.** A plan is made on its caller's thread; the model is called from virtual threads.
///
/// **Ownership.** A plan closes the models that it opens.
@NullMarked
package sao.planning;

import org.jspecify.annotations.NullMarked;
