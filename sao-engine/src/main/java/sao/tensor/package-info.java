/// Tensors: conversion from and to Java arrays, operators that libtorch's Java binding lacks, packed and quantised
/// weights. Knows nothing of models, tokens or losses.
///
/// **Threads.** All calls that touch one model's tensors are made on that model's one platform thread, since
/// libtorch keeps its modes per thread. Never on a virtual thread.
///
/// **Ownership.** A method that returns a tensor gives it to the scope of its caller; arguments stay the
/// caller's. No argument may be null.
@NullMarked
package sao.tensor;

import org.jspecify.annotations.NullMarked;
