package sao.server;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Who may ask.
///
/// @param settings of the server
record AccessFilter(ServerSettings settings) {
    private static final Set<String> LOCAL_NAMES = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String BEARER = "Bearer ";

    /// Refuses a request that may not be answered.
    ///
    /// @throws ApiException 401 without the right token; 403 when a page of another site asks through the
    ///     user's own browser
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
