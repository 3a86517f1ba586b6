package sao.chat;

/// A model that wraps another one: it reports the other model's properties, and its subclasses define the calls.
///
/// No call is forwarded by itself, so that a subclass cannot leave one out by mistake.
public abstract class ForwardingModel implements ChatModel {
    private final ChatModel model;

    /// @param model stays the caller's; closing this model does not close it
    protected ForwardingModel(ChatModel model) {
        this.model = model;
    }

    /// {@return the wrapped model}
    protected final ChatModel model() {
        return model;
    }

    @Override
    public String fingerprint() {
        return model.fingerprint();
    }

    @Override
    public Capabilities capabilities() {
        return model.capabilities();
    }

    @Override
    public int concurrency() {
        return model.concurrency();
    }

    /// Does nothing: the caller that opened the wrapped model closes it, and several wrappers may share it.
    @Override
    public void close() {}
}
