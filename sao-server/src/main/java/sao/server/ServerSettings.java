package sao.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import sao.error.SaoException;

/// A server's address, access token and request limit.
///
/// @param host host name or address to listen on
/// @param port port to listen on, 0 to 65535; 0 chooses a free port
/// @param token bearer token that requests must send; empty if none is required
/// @param modelName name of the model in the protocol
/// @param queue maximum number of concurrent requests, including waiting ones; at least 1
public record ServerSettings(String host, int port, Optional<String> token, String modelName, int queue) {
    public ServerSettings {
        if (port < 0 || port > 65_535) {
            throw new SaoException("The port is %d.".formatted(port), "Give one between 0 and 65535.");
        }
        if (queue < 1) {
            throw new SaoException("The queue holds %d requests.".formatted(queue), "Give at least 1.");
        }
        if (token.filter(String::isBlank).isPresent()) {
            throw new SaoException("The token is empty.", "Give a token that is hard to guess.");
        }
        if (token.isEmpty() && !isLoopback(host)) {
            throw new SaoException(
                    "%s can be reached from other machines, and no token is asked for.".formatted(host),
                    "Give --token, or listen on 127.0.0.1.");
        }
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SaoException(
                    "There is no address for the host '%s'.".formatted(host), "Give an address of this machine.", e);
        }
    }
}
