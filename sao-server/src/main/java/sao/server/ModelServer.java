package sao.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sao.error.SaoException;
import sao.generation.EngineChatModel;

/// An HTTP/1.1 server for one embedded model with the OpenAI protocol. Any thread may stop it.
public final class ModelServer implements AutoCloseable {
    private static final long LAST_BYTES_MILLISECONDS = 2_000;
    private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);
    private static final long MOST_BYTES = 32L << 20; // of a request
    private static final int TOO_LONG = 413;
    private static final int DISCARDING_SECONDS = 5;
    private static final String BEGUN = "sao-begun";
    private static final String CLIENT_GONE = "sao-client-gone";
    private static final int GONE = 499; // nginx's status for a request that its client closed

    private final ServedModel model;
    private final ServerSettings settings;
    private final ServerMetrics metrics = new ServerMetrics();
    private final Javalin javalin;
    private volatile boolean stopping;
    private volatile boolean timeIsUp;

    private ModelServer(ServedModel model, ServerSettings settings) {
        this.model = model;
        this.settings = settings;
        this.javalin = Javalin.create(this::configure);
    }

    /// Checks that the server can listen on the address, before a model is loaded.
    ///
    /// @throws SaoException if the port is taken or not allowed
    public static void requireFree(ServerSettings settings) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(settings.host(), settings.port()));
        } catch (IOException e) {
            throw taken(settings, e);
        }
    }

    private static SaoException taken(ServerSettings settings, Exception cause) {
        return new SaoException(
                "Port %d of %s is taken or not allowed.".formatted(settings.port(), settings.host()),
                "Give another one with --port.",
                cause);
    }

    /// Starts the server.
    ///
    /// @param engine the embedded model; the caller owns it and must keep it open while the server runs
    /// @throws SaoException if the port is taken or not allowed
    public static ModelServer start(EngineChatModel engine, ServerSettings settings) {
        ModelServer server = new ModelServer(ServedModel.of(engine, settings.modelName()), settings);
        try {
            server.javalin.start(settings.host(), settings.port());
        } catch (JavalinBindException e) {
            throw taken(settings, e);
        }
        return server;
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = MOST_BYTES;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.jetty.modifyServer(server -> {
            server.setHandler(new GracefulHandler()); // responses may still be in the send buffer
            server.setStopTimeout(LAST_BYTES_MILLISECONDS);
            server.setErrorHandler(new JsonErrorHandler());
        });
        AccessFilter access = new AccessFilter(settings);
        config.routes.before(this::begin);
        config.routes.before(context -> {
            if (!context.path().equals("/health")) {
                access.check(context);
            }
        });
        config.routes.after(this::end);
        route(config);
        answerFailures(config);
    }

    private void answerFailures(JavalinConfig config) {
        config.routes.exception(ApiException.class, (e, context) -> {
            if (e.status() == TOO_LONG) {
                refuseUnread(context, text(e));
            } else {
                fail(context, e.status(), text(e), e.parameter());
            }
        });
        config.routes.exception(
                HttpResponseException.class, (e, context) -> fail(context, e.getStatus(), text(e), Optional.empty()));
        config.routes.exception(ClientConnection.ClosedException.class, (_, context) -> {
            metrics.clientGone();
            context.attribute(CLIENT_GONE, true);
        });
        config.routes.exception(SaoException.class, (e, context) -> {
            LOG.warn("{} failed", context.path(), e);
            fail(context, 500, e.problem() + " " + e.remedy(), Optional.empty());
        });
        config.routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} failed", context.path(), e);
            fail(context, 500, "The server failed: " + e, Optional.empty());
        });
    }

    private void route(JavalinConfig config) {
        config.routes.get("/health", context -> context.status(stopping ? 503 : 200));
        config.routes.get(
                "/version", context -> exchange(context).send(Json.object().put("version", model.fingerprint())));
        config.routes.get("/metrics", context -> {
            context.contentType("text/plain; version=0.0.4; charset=utf-8");
            context.result(metrics.text(model.engine().load()));
        });
        config.routes.get("/v1/models", context -> {
            var body = Json.object().put("object", "list");
            body.putArray("data").add(model.entry());
            exchange(context).send(body);
        });
        config.routes.get("/v1/models/{name}", context -> {
            if (!context.pathParam("name").equals(model.name())) {
                throw model.noSuchModel(context.pathParam("name"));
            }
            exchange(context).send(model.entry());
        });
        post(config, "/v1/chat/completions", new ChatEndpoint(model));
        post(config, "/v1/completions", new CompletionEndpoint(model));
        post(config, "/tokenize", new TokenEndpoints.Tokenize(model));
        post(config, "/detokenize", new TokenEndpoints.Detokenize(model));
    }

    private void post(JavalinConfig config, String path, Exchange.Endpoint endpoint) {
        config.routes.post(path, context -> {
            try {
                endpoint.answer(exchange(context));
            } catch (SaoException e) {
                requireStream(context, e);
                LOG.warn("{} failed in a stream", path, e);
                endStream(context, 500, e.problem() + " " + e.remedy());
            } catch (ApiException e) {
                requireStream(context, e);
                endStream(context, e.status(), text(e));
            }
        });
    }

    /// Once a stream's status line has been sent, an error can only be reported as an event.
    private static void requireStream(Context context, RuntimeException e) {
        if (!context.res().isCommitted()) {
            throw e;
        }
    }

    private static void endStream(Context context, int status, String message) {
        EventStream events = new EventStream(context);
        events.send(ErrorBody.of(status, message, Optional.empty()));
        events.done();
    }

    private Exchange exchange(Context context) {
        return new Exchange(context, metrics, () -> timeIsUp);
    }

    private void begin(Context context) {
        context.attribute(BEGUN, System.nanoTime());
        int running = metrics.begin();
        if (context.req().getContentLengthLong() > MOST_BYTES) { // before the body is read, which may never arrive
            context.header("Connection", "close");
            throw ApiException.of(
                    TOO_LONG,
                    "The body has %,d bytes, but at most %,d are read. Send less."
                            .formatted(context.req().getContentLengthLong(), MOST_BYTES));
        }
        if (stopping && !context.path().equals("/health")) {
            throw ApiException.of(503, "The server is being stopped. Ask another one.");
        }
        if (running > settings.queue()) {
            context.header("Retry-After", "1");
            throw ApiException.of(
                    503, "%d requests are under way, the most there may be. Ask again later.".formatted(running - 1));
        }
    }

    private void end(Context context) {
        Long begun = context.attribute(BEGUN);
        if (begun != null) {
            boolean gone = context.attribute(CLIENT_GONE) != null;
            metrics.end(known(context.path()), gone ? GONE : context.statusCode(), System.nanoTime() - begun);
        }
    }

    /// All unknown paths share one counter, so that clients cannot create an unlimited number of counters.
    private static String known(String path) {
        return switch (path) {
            case "/health",
                    "/metrics",
                    "/version",
                    "/v1/models",
                    "/v1/chat/completions",
                    "/v1/completions",
                    "/tokenize",
                    "/detokenize" -> path;
            default -> "other";
        };
    }

    /// Sends the response before the body is read, because the client may never send it, then reads and
    /// discards the body: a client that is still sending when the connection closes would report a broken
    /// connection instead of the response.
    private static void refuseUnread(Context context, String message) {
        byte[] body = Json.bytes(ErrorBody.of(TOO_LONG, message, Optional.empty()));
        try {
            context.res().setStatus(TOO_LONG);
            context.res().setContentType("application/json");
            context.res().setContentLength(body.length);
            context.res().getOutputStream().write(body);
            context.res().flushBuffer();
            InputStream rest = context.req().getInputStream();
            byte[] discarded = new byte[1 << 16];
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(DISCARDING_SECONDS);
            while (rest.read(discarded) >= 0 && System.nanoTime() < deadline) {
                // not kept
            }
        } catch (IOException e) {
            LOG.debug("a client closed its connection after it was refused", e);
        }
    }

    private static void fail(Context context, int status, String message, Optional<String> parameter) {
        if (!context.res().isCommitted()) {
            context.status(status);
            context.contentType("application/json");
            context.result(Json.bytes(ErrorBody.of(status, message, parameter)));
        }
    }

    private static String text(Exception e) {
        return String.valueOf(e.getMessage());
    }

    /// {@return the port on which the server listens}
    public int port() {
        return javalin.port();
    }

    /// Stops the server and waits for running requests. New requests get 503. Requests that have not finished
    /// after the timeout end with an error; a stream ends with an error event and `[DONE]`.
    ///
    /// @param seconds timeout for running requests in seconds, at least 0
    public void stop(long seconds) {
        stopping = true;
        awaitRequests(TimeUnit.SECONDS.toNanos(seconds));
        timeIsUp = true;
        awaitRequests(TimeUnit.MILLISECONDS.toNanos(LAST_BYTES_MILLISECONDS));
        javalin.stop(); // flushes buffered responses
    }

    private void awaitRequests(long nanoseconds) {
        long deadline = System.nanoTime() + nanoseconds;
        while (metrics.running() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(20_000_000L);
        }
    }

    /// Stops the server without waiting for running requests.
    @Override
    public void close() {
        stop(0);
    }
}
