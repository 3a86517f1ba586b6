package sao.tensor;

import java.util.List;
import org.bytedeco.pytorch.Argument;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Tensor;
import sao.torch.NativeLibrary;
import sao.torch.TensorScope;

/// One operator of libtorch, called through its dispatcher: for operators that the Java binding lacks.
///
/// An operator is never freed: it lives until the process ends.
public final class Operator {
    static {
        NativeLibrary.start();
    }

    private final OperatorHandle handle;

    private Operator(OperatorHandle handle) {
        this.handle = handle;
    }

    /// {@return the operator with this name}
    ///
    /// @param name with its namespace, such as `aten::_fused_adamw_`
    /// @param overload the overload's name, empty for the default one
    /// @throws RuntimeException if this build of libtorch does not have it
    public static Operator named(String name, String overload) {
        return new Operator(TensorScope.keep(Dispatcher.singleton().findSchemaOrThrow(name, overload)));
    }

    /// Calls the operator with all arguments of its schema, in order.
    ///
    /// @return the results, in the caller's scope
    public IValueVector call(IValue... arguments) {
        IValueVector stack = new IValueVector(arguments);
        handle.callBoxed(stack);
        return stack;
    }

    /// {@return the operator's first result, in the caller's scope}
    public Tensor tensor(IValue... arguments) {
        // a handle of its own: toTensor() gives a reference into the stack, which may be freed first
        return new Tensor(call(arguments).get(0).toTensor());
    }

    /// {@return an empty list of the element type of an argument of this operator, in the caller's scope}
    ///
    /// @param argument its place in the schema, from 0
    public IValue emptyList(int argument) {
        return new IValue(genericList(argument));
    }

    /// {@return tensors as the list type of an argument of this operator, in the caller's scope}
    ///
    /// @param argument its place in the schema, from 0
    public IValue list(int argument, List<Tensor> tensors) {
        GenericList list = genericList(argument);
        tensors.forEach(tensor -> list.push_back(new IValue(tensor)));
        return new IValue(list);
    }

    // a vector of tensors would become a list whose elements the dispatcher does not see
    private GenericList genericList(int argument) {
        Argument wanted = handle.schema().arguments().getPointer(argument);
        return new GenericList(wanted.type().get().containedType(0));
    }
}
