package sao.server;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Decides whether a request is authorized: checks the bearer token or, if the server has none, that the Host
/// header names this server. Any thread.
///
/// @param settings the server's settings
record AccessFilter(ServerSettings settings) {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "Bearer ";

    /// Refuses an unauthorized request.
    ///
    /// @throws ApiException 401 if the token is missing or wrong; 403 if the Host header names another server,
    ///     as when a web site sends the request through the user's browser (DNS rebinding)
    void check(Context context) {
        if (settings.token().isPresent()) {
            requireToken(context, settings.token().get());
        } else {
            requireLocalName(context);
        }
    }

    private static void requireToken(Context context, String token) {
        String given = Optional.ofNullable(context.header("Authorization")).orElse("");
        byte[] wanted = (BEARER + token).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(wanted, given.getBytes(StandardCharsets.UTF_8))) {
            context.header("WWW-Authenticate", "Bearer");
            throw ApiException.of(
                    401, "The token is missing or wrong. Send the server's --token as Authorization: Bearer.");
        }
    }

    private void requireLocalName(Context context) {
        String host = Optional.ofNullable(context.header("Host")).orElse("").toLowerCase(Locale.ROOT);
        String name = host.replaceFirst(":\\d+$", "");
        if (!LOCAL_NAMES.contains(name) && !name.equals(settings.host().toLowerCase(Locale.ROOT))) {
            throw ApiException.of(
                    403,
                    "The host '%s' is not this server's name. Ask for http://127.0.0.1, or serve with --token."
                            .formatted(host));
        }
    }
}
