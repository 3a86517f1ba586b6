package sao.chat;

import java.util.List;
import sao.error.SaoException;
import sao.token.SamplingSettings;

/// A chat model, embedded or served. Calls block until the answer is complete; concurrent calls are batched.
///
/// Every call may throw, and callers handle each kind in its own way:
///
/// - [sao.error.ModelUnavailableException]: the call may succeed later; retry after its delay.
/// - [sao.error.ContextOverflowException]: the call does not fit the context; a shorter one may.
/// - [sao.error.RequestRejectedException]: this call fails however often it is sent; other calls may succeed.
/// - [sao.error.ModelAccessException]: every call fails until a person changes the configuration; stop.
/// - any other [sao.error.SaoException]: the model failed.
///
/// @implSpec Safe for any number of threads. What a call returns depends on its arguments, on [#fingerprint]
///     and on [Capabilities#platform] alone when [Capabilities#reproducible] is true: not on concurrent
///     calls, order or timing.
public interface ChatModel extends AutoCloseable {
    /// Samples answers to a conversation. The prompt is processed once for all of them.
    ///
    /// @param conversation the prompt, rendered with the model's own chat template
    /// @param sampling how tokens are drawn
    /// @param count number of answers, at least 1
    /// @param seed answer `i` is drawn with [sao.token.Seeds#of(long, int)] of it
    /// @return the answers, in order
    /// @throws sao.error.ContextOverflowException if the conversation and the answer do not fit the context
    /// @throws sao.error.SaoException if the model fails, by kind as above
    Generation generate(Conversation conversation, SamplingSettings sampling, int count, long seed);

    /// Samples continuations of a raw text: no chat template. The beginning-of-text token is added where the
    /// tokenizer adds one. The text is processed once for all continuations.
    ///
    /// @param text text to continue; not empty
    /// @param sampling how tokens are drawn
    /// @param count number of continuations, at least 1
    /// @param seed continuation `i` is drawn with [sao.token.Seeds#of(long, int)] of it
    /// @return the continuations, in order
    /// @throws sao.error.ContextOverflowException if the text and its continuation do not fit the context
    /// @throws sao.error.SaoException if the model cannot continue raw text or fails, by kind as above
    default Generation generateText(String text, SamplingSettings sampling, int count, long seed) {
        throw new SaoException(
                "The model answers conversations only: it cannot continue raw text.",
                "Use the chat form of the prompt.");
    }

    /// Returns the log-probability of each text as the assistant's answer to the conversation.
    ///
    /// @param conversation the prompt, rendered with the model's own chat template and the beginning of an
    ///     assistant turn
    /// @param continuations the texts, each scored independently
    /// @return a score for each continuation, in order
    /// @throws sao.error.ContextOverflowException if a continuation does not fit the context
    /// @throws sao.error.SaoException if the model cannot score ([Capabilities#scores]) or fails, by kind as above
    Score score(Conversation conversation, List<String> continuations);

    /// Returns the log-probability of each text as the continuation of a raw text: no chat template.
    ///
    /// Tokens are split as the Language Model Evaluation Harness does (`TemplateLM._encode_pair`): white space
    /// at the end of the context counts to the continuation; context and continuation are encoded together,
    /// and the continuation's tokens are those after as many tokens as the context alone has. The
    /// beginning-of-text token is added where the tokenizer adds one. An empty context is the
    /// beginning-of-text token alone.
    ///
    /// @param context text before the continuations; may be empty
    /// @param continuations the texts, each scored independently
    /// @return a score for each continuation, in order
    /// @throws sao.error.ContextOverflowException if a continuation does not fit the context
    /// @throws sao.error.SaoException if the model cannot score ([Capabilities#scores]) or fails, by kind as above
    Score scoreText(String context, List<String> continuations);

    /// Returns how good each text is as the assistant's answer to the conversation. The prompt is processed once
    /// for all of them.
    ///
    /// @param prompt the conversation up to the answer; rendered with each answer as its last message, by the
    ///     model's own chat template
    /// @param answers the texts, each valued independently of the others
    /// @return a reward for each answer, in order
    /// @throws sao.error.ContextOverflowException if the prompt and an answer do not fit the context
    /// @throws sao.error.SaoException if the model is not a reward model ([Capabilities#rewards]) or fails, by kind
    ///     as above
    default List<Reward> reward(Conversation prompt, List<String> answers) {
        throw new SaoException(
                "The model generates text: it has no rewards.",
                "Set judge.model to the folder of a reward model (a class ...ForSequenceClassification).");
    }

    /// {@return a digest of weights, tokenizer, template and precision; for a served model, of what
    /// identifies it}
    String fingerprint();

    /// {@return what this model can do; constant over its life}
    Capabilities capabilities();

    /// {@return how many calls a caller should keep in flight, at least 1: the number of sequences the engine
    /// decodes at once, or the number of requests a server accepts at once}
    int concurrency();

    /// Frees the model's resources; calls in progress fail.
    @Override
    void close();

    /// How good a reward model finds an answer.
    ///
    /// @param value the model's number; in the Bradley-Terry model (Biometrika 39, 1952) by which reward models are
    ///     trained, the difference between two answers to one prompt is the log-odds that the first is better, nats
    /// @param usage tokens of the prompt with the answer, and time of the call
    record Reward(double value, Usage usage) {}

    /// A model that wraps another one: it reports the other model's properties, and its subclasses define the calls.
    ///
    /// No call is forwarded by itself, so that a subclass cannot leave one out by mistake.
    abstract class Forwarding implements ChatModel {
        private final ChatModel model;

        /// @param model stays the caller's; closing this model does not close it
        protected Forwarding(ChatModel model) {
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

        @Override
        public abstract Generation generateText(String text, SamplingSettings sampling, int count, long seed);

        @Override
        public abstract List<Reward> reward(Conversation prompt, List<String> answers);

        /// Does nothing: the caller that opened the wrapped model closes it, and several wrappers may share it.
        @Override
        public void close() {}
    }
}
