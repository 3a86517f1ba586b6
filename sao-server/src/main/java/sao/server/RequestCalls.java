package sao.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import sao.chat.Answer;
import sao.chat.Generation;
import sao.error.SaoException;
import sao.generation.GenerationRequest;
import sao.generation.RunningGeneration;
import sao.generation.TokenListener;
import sao.sampling.Alternatives;
import sao.sampling.ObservedToken;
import sao.token.SamplingSettings;
import sao.token.TokenIds;

/// The engine calls of one request. They are cancelled when this is closed or the client disconnects. Used by
/// the request's thread; the engine's thread adds events.
final class RequestCalls implements AutoCloseable {
    private static final long LOOK_MILLISECONDS = 100; // between two checks of the connection

    private final ClientConnection connection;
    private final List<RunningGeneration> running = new ArrayList<>();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>(); // at most one a token
    private final RequestParameters parameters;
    private int unended;

    /// An event of a running call.
    sealed interface Event {}

    /// A token was sampled.
    ///
    /// @param choice index of the answer in the request, from 0
    /// @param text the part of the answer's text that this token completes; may be empty
    record Drawn(int choice, ObservedToken token, String text) implements Event {}

    /// An answer is complete.
    ///
    /// @param choice index of the answer in the request, from 0
    record Ended(int choice, Answer answer) implements Event {}

    /// Starts one call for each prompt.
    ///
    /// @param parameters give the number of answers to each prompt; 0 to score the prompts only
    /// @throws ApiException if the engine rejects a call; the other calls are then cancelled
    static RequestCalls begin(
            ServedModel model,
            ClientConnection connection,
            List<TokenIds> prompts,
            SamplingSettings sampling,
            RequestParameters parameters) {
        RequestCalls calls = new RequestCalls(connection, parameters);
        try {
            for (int i = 0; i < prompts.size(); i++) {
                GenerationRequest request = new GenerationRequest(
                        prompts.get(i),
                        sampling,
                        parameters.count(),
                        parameters.seed(),
                        calls.watch(i * parameters.count()));
                calls.running.add(model.engine().begin(request));
                calls.unended += parameters.count();
            }
            return calls;
        } catch (SaoException e) {
            calls.close();
            throw ApiException.refused(e);
        }
    }

    private RequestCalls(ClientConnection connection, RequestParameters parameters) {
        this.connection = connection;
        this.parameters = parameters;
    }

    private GenerationRequest.Watch watch(int firstChoice) {
        boolean listens =
                parameters.stream() || parameters.reported().alternatives().isPresent();
        return new GenerationRequest.Watch(
                listens ? Optional.of(new Listener(firstChoice)) : Optional.empty(),
                parameters.reported().alternatives().orElse(Alternatives.NONE),
                parameters.reported().prompt());
    }

    private final class Listener implements TokenListener {
        private final int firstChoice;

        Listener(int firstChoice) {
            this.firstChoice = firstChoice;
        }

        @Override
        public void drawn(int answer, ObservedToken token, String text) {
            events.add(new Drawn(firstChoice + answer, token, text));
        }

        @Override
        public void ended(int answer, Answer whole) {
            events.add(new Ended(firstChoice + answer, whole));
        }
    }

    /// Waits for the next event.
    ///
    /// @return the event; empty when all answers are complete
    /// @throws ClientConnection.ClosedException if the client has closed the connection
    /// @throws ApiException 503 if the server is stopping and its shutdown timeout has expired
    /// @throws SaoException if the model failed
    Optional<Event> next() {
        if (unended == 0) {
            return Optional.empty();
        }
        connection.requireTime();
        Optional<Event> event = Optional.ofNullable(poll());
        while (event.isEmpty()) {
            connection.requireOpen();
            running.stream().filter(this::isOver).forEach(RunningGeneration::await); // throws if it failed
            event = Optional.ofNullable(poll());
        }
        if (event.get() instanceof Ended) {
            unended--;
        }
        return event;
    }

    private @Nullable Event poll() {
        try {
            return events.poll(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private boolean isOver(RunningGeneration call) {
        try {
            return call.await(0);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    /// Waits until all answers are complete.
    ///
    /// @throws ClientConnection.ClosedException if the client has closed the connection
    /// @throws ApiException 503 if the server is stopping and its shutdown timeout has expired
    /// @throws SaoException if the model failed
    List<Generation> await() {
        for (RunningGeneration call : running) {
            try {
                while (!call.await(LOOK_MILLISECONDS)) {
                    connection.requireOpen();
                }
            } catch (InterruptedException e) {
                throw interrupted();
            }
        }
        return running.stream().map(RunningGeneration::await).toList();
    }

    private static RuntimeException interrupted() {
        Thread.currentThread().interrupt();
        return ApiException.of(503, "The server is being stopped.");
    }

    /// {@return the tokens of a prompt from the second on, if they were requested; valid after [#await]}
    List<ObservedToken> observedPrompt(int prompt) {
        return running.get(prompt).observedPrompt();
    }

    /// {@return the observed tokens of each answer, if they were requested; valid after [#await]}
    ///
    /// @param choices number of answers
    List<List<ObservedToken>> observed(int choices) {
        List<List<ObservedToken>> observed = new ArrayList<>();
        for (int i = 0; i < choices; i++) {
            observed.add(new ArrayList<>());
        }
        for (Event event : events) {
            if (event instanceof Drawn drawn) {
                observed.get(drawn.choice()).add(drawn.token());
            }
        }
        return observed;
    }

    /// Cancels the calls that are still running.
    @Override
    public void close() {
        running.forEach(RunningGeneration::close);
    }
}
