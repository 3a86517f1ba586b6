/// Models that another program serves, behind the contract of [sao.chat.ChatModel]. This package is empty: it fixes
/// the module and its only dependency, `sao-domain`, before the client is built. It will know HTTP and JSON, and
/// nothing of runs,
/// judges or tensors.
///
/// **Threads.** Calls will block; callers wait on virtual threads.
///
/// **Ownership.** A client will own its connections until it is closed.
@NullMarked
package sao.remote;

import org.jspecify.annotations.NullMarked;
