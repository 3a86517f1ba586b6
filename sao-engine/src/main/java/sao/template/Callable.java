package sao.template;

/// A value that a template can call.
@FunctionalInterface
interface Callable {
    Object call(Arguments arguments);
}
